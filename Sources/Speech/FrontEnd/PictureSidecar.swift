public import Files
public import Foundation
import Settings

/// The small file `F.json` beside a file F of pictures, which says what made them.
public struct PictureSidecar: Codable, Sendable, Equatable {
  public let frontEnd: MelConfiguration
  /// What the augmentor learnt from that made them; nil where none did, or it did not say.
  public let training: TrainingData?
  /// The hash of all that augmented pictures depend on: recordings, augmentor, seed; nil of others.
  public let source: String?

  public init(frontEnd: MelConfiguration, training: TrainingData? = nil, source: String? = nil) {
    self.frontEnd = frontEnd
    self.training = training
    self.source = source
  }

  /// The file beside pictures, or else that of the `manifest.csv` in their folder; nil where there is
  /// neither.
  ///
  /// - Throws: `FileError.malformed`, also where it holds what makes no sense; `.io`.
  public init?(of pictures: URL) throws(FileError) {
    let manifest = pictures.deletingLastPathComponent().appending(path: "manifest.csv")
    for file in [pictures, manifest] {
      let url = Self.url(beside: file)
      guard FileManager.default.fileExists(atPath: url.path) else { continue }
      let json = RecordedGroups(["frontEnd": MelConfiguration()])
        .completed(Data(try InputFile.contents(of: url)))
      let sidecar = try JSONFile.decode(PictureSidecar.self, from: json, path: url.path)
      if let problem = sidecar.frontEnd.problem(against: MelConfiguration(), within: "frontEnd") {
        throw .malformed(path: url.path, what: "it makes no sense: \(problem)")
      }
      self = sidecar
      return
    }
    return nil
  }

  /// Writes the file beside pictures; a pipe has nothing beside it.
  ///
  /// - Throws: `FileError.cannotCreate`, `.diskFull` or `.io`.
  public func write(beside pictures: URL) throws(FileError) {
    let isFile =
      (try? pictures.resourceValues(forKeys: [.isRegularFileKey]).isRegularFile) ?? false
    if isFile { try JSONFile.write(self, to: Self.url(beside: pictures)) }
  }

  /// Where it lies.
  public static func url(beside file: URL) -> URL { file.appendingPathExtension("json") }
}
