import Files
import Foundation

/// What the sounds of a folder were made of, which `ser invert` leaves beside them: so that those of other
/// pictures do not take their place.
struct InversionNote: Codable, Equatable {
  let version: String
  let iterations: Int
  let seed: UInt64
  /// Of the pictures, their front end and the sounds' names.
  let source: String

  private static func file(in folder: URL) -> URL { folder.appending(path: "inversion.json") }

  /// - Throws: `FileError.isOther` where a folder has other sounds under these names. What was not finished
  ///   may go.
  func requirePlace(in folder: URL, for sounds: [URL]) throws(FileError) {
    let file = Self.file(in: folder)
    if OutputBatch.isUnfinished(folder) { return }
    guard FileManager.default.fileExists(atPath: file.path) else {
      let taken = sounds.first {
        FileManager.default.fileExists(atPath: $0.path) && !Folder.isFolder($0)
      }
      guard let sound = taken else { return }
      throw .isOther(path: sound.path, what: "a sound of other work")
    }
    guard try JSONFile.read(Self.self, from: file) == self else {
      throw .isOther(
        path: file.path,
        what: "of sounds of other pictures, or made with another seed or --iterations")
    }
  }

  /// - Throws: `FileError.cannotCreate`, `.diskFull` or `.io`.
  func write(to folder: URL) throws(FileError) {
    try JSONFile.write(self, to: Self.file(in: folder))
  }
}
