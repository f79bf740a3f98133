public import Files
import Foundation
public import Speech
public import Training

extension RunFolder {
  /// The recordings that the run does without, in a file of its folder; there is none where it has all.
  private var leftOutFile: URL { file("left-out.json") }

  /// Notes which recordings a run does without, or checks that it still does without the same ones that
  /// cannot be read or have no row in a table: one that can be used by now would change what parts of the
  /// run learn from, and others not.
  ///
  /// - Parameter isResuming: whether the run goes on rather than begins.
  /// - Throws: `FileError.malformed` where the run was begun without others, or the file is broken;
  ///   `.cannotCreate`, `.diskFull` or `.io` where it cannot be written.
  public func requireSame(
    _ leftOut: [LeftOutRecording], resuming isResuming: Bool
  ) throws(FileError) {
    guard isResuming else {
      if !leftOut.isEmpty { try write(leftOut, as: leftOutFile.lastPathComponent) }
      return
    }
    var begun: [LeftOutRecording] = []
    do throws(FileError) {
      begun = try JSONFile.read([LeftOutRecording].self, from: leftOutFile)
    } catch .missing {}
    func unusable(_ recordings: [LeftOutRecording]) -> Set<String> {
      Set(recordings.filter { [.unreadable, .noFeatures].contains($0.cause) }.map(\.file))
    }
    let now = unusable(leftOut)
    guard let other = now.symmetricDifference(unusable(begun)).min() else { return }
    let change =
      now.contains(other)
      ? "with \(other), which cannot be used now" : "without \(other), which can be used now"
    throw .malformed(
      path: url.path,
      what: "the run was begun \(change); restore that, or start a run of its own with another "
        + "--output")
  }
}
