import Files
import Foundation

/// A file that keeps what was computed of recordings: a tensor a recording, named by the hash of the
/// recording's content; the file's metadata hold what the recording sounds like, and the hash of the
/// tensor's values.
struct KeptArrays: Sendable {
  /// What is kept of a recording.
  struct Item: Sendable {
    let shape: [Int]
    let values: [Float]
    let sound: SoundMeasure
  }

  /// What the metadata hold of a recording, as JSON.
  private struct Note: Codable {
    /// The hash of the values, in hexadecimal.
    let values: String
    let sound: SoundMeasure
  }

  private let file: SafetensorsFile

  /// Opens the file; nil where there is none or it is broken.
  init?(_ url: URL) {
    guard let file = try? SafetensorsFile(contentsOf: url) else { return nil }
    self.file = file
  }

  /// The hashes, in hexadecimal, of the recordings of which something is there.
  var recordings: [String] { file.names }

  /// What is kept of a recording; nil where there is nothing or it is not as it was written.
  ///
  /// - Parameter recording: the hash of its content, in hexadecimal.
  subscript(recording: String) -> Item? {
    guard let shape = file[recording]?.shape, let text = file.metadata[recording],
      let note = try? JSONDecoder().decode(Note.self, from: Data(text.utf8)),
      let values = try? file.floats(recording), ContentHash(ofValues: values).hex == note.values
    else { return nil }
    return Item(shape: shape, values: values, sound: note.sound)
  }

  /// Writes a file of items, whole or not at all.
  ///
  /// - Throws: `FileError.cannotCreate`, `.diskFull` or `.io`.
  static func write(_ items: [String: Item], to url: URL) throws(FileError) {
    let sorted = items.sorted { $0.key < $1.key }
    var metadata: [String: String] = [:]
    for (recording, item) in sorted {
      let note = Note(values: ContentHash(ofValues: item.values).hex, sound: item.sound)
      metadata[recording] = try JSONFile.text(note, path: url.path, onOneLine: true)
    }
    let writer = try SafetensorsWriter(
      url, entries: sorted.map { SafetensorsEntry($0.key, shape: $0.value.shape) },
      metadata: metadata, isSealed: false)
    for (recording, item) in sorted { try writer.write(item.values, for: recording) }
    try writer.commit()
  }
}
