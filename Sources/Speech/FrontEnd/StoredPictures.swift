import Files
import Foundation

/// The file of a feature store: a tensor T x M a recording, named by the hash of the recording's
/// content; the file's metadata hold the hash of each tensor's values.
struct StoredPictures: Sendable {
  private let file: SafetensorsFile
  private let bands: Int

  /// Opens the file; nil where there is none or it is broken.
  init?(_ url: URL, bands: Int) {
    guard let file = try? SafetensorsFile(contentsOf: url, verifying: false) else { return nil }
    self.file = file
    self.bands = bands
  }

  /// The hashes, in hexadecimal, of the recordings whose pictures are there.
  var recordings: [String] { file.names }

  /// The picture of a recording; nil where there is none or it is not as it was written.
  ///
  /// - Parameter recording: the hash of its content, in hexadecimal.
  subscript(recording: String) -> LogMel? {
    guard let shape = file[recording]?.shape, shape.count == 2, shape[1] == bands,
      let values = try? file.floats(recording),
      ContentHash(ofValues: values).hex == file.metadata[recording]
    else { return nil }
    return LogMel(values, bands: bands)
  }

  /// Writes a file of pictures, whole or not at all.
  ///
  /// - Throws: `FileError.cannotCreate`, `.diskFull` or `.io`.
  static func write(_ pictures: [String: LogMel], to url: URL) throws(FileError) {
    let sorted = pictures.sorted { $0.key < $1.key }
    let writer = try SafetensorsWriter(
      url,
      entries: sorted.map {
        SafetensorsEntry($0.key, shape: [$0.value.frames, $0.value.bands])
      },
      metadata: Dictionary(
        uniqueKeysWithValues: sorted.map { ($0.key, ContentHash(ofValues: $0.value.values).hex) }),
      isSealed: false)
    for (recording, picture) in sorted { try writer.write(picture.values, for: recording) }
    try writer.commit()
  }
}
