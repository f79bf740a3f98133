public import Files
import Foundation
public import Speech
public import Training

extension RunFolder {
  static let recordingsName = "recordings.json"
  private var recordingsFile: URL { file(Self.recordingsName) }

  /// Whether the run notes of which recordings it is computed; one that was killed before that has computed
  /// nothing.
  public var knowsItsRecordings: Bool {
    FileManager.default.fileExists(atPath: recordingsFile.path)
  }

  /// Notes of which recordings a run is computed, or checks that they are the same still: a manifest may
  /// be as it was and the sounds that it lists others.
  ///
  /// - Parameters:
  ///   - reports: on the recordings of each corpus.
  ///   - isResuming: whether the run goes on rather than begins.
  /// - Throws: `FileError.malformed` where the run was begun with others, or the file is broken;
  ///   `.cannotCreate`, `.diskFull` or `.io` where it cannot be written.
  public func requireSameSounds(
    _ reports: [RecordingReport], resuming isResuming: Bool
  ) throws(FileError) {
    let now = reports.map { $0.content?.hex }
    guard isResuming else { return try write(now, as: recordingsFile.lastPathComponent) }
    let begun = try JSONFile.read([String?].self, from: recordingsFile)
    // Of tables of features earlier versions noted nothing.
    guard begun.count == now.count, zip(begun, now).allSatisfy({ $0 == nil || $0 == $1 }) else {
      throw .malformed(
        path: url.path,
        what:
          "the run was begun with other sounds in its recordings, or other features of them; restore "
          + "these, or start a run of its own with another --output")
    }
  }
}
