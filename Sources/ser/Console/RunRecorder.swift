import Emotion
import Exchange
import Files
import Foundation
import Training

/// What a run leaves for eyes while it goes: TensorBoard's events, and pictures of what an
/// augmentor makes.
final class RunRecorder {
  private let folder: URL
  private let events: EventFile

  /// - Throws: `FileError`.
  init(_ folder: RunFolder) throws(FileError) {
    self.folder = folder.file("pictures")
    events = try EventFile(in: folder.file("tensorboard"))
  }

  /// Adds numbers of a part of the run.
  ///
  /// - Throws: `FileError`.
  func record(_ record: MetricsHistory.Record) throws(FileError) {
    try events.append(
      Dictionary(uniqueKeysWithValues: record.values.map { ("\(record.part)/\($0)", $1) }),
      step: record.step)
  }

  /// Adds a comparison, and leaves the newest of each part in `pictures/`.
  ///
  /// - Throws: `FileError`.
  func record(_ comparison: AugmentationComparison, part: String, step: Int) throws(FileError) {
    let image = comparison.image
    try events.append(
      png: image.png(), width: image.width, height: image.height,
      tag: "\(part)/original, augmented, difference", step: step)
    try Folder.create(folder)
    try image.write(to: folder.appendingPathComponent("\(part).png"))
  }
}
