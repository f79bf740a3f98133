public import Files
import Foundation

/// Reads the pictures of an augmented manifest, each as it was written: a file of its own, or one of
/// several in one file, which is opened once.
public struct AugmentedPictures {
  private var files: [String: SafetensorsFile] = [:]

  public init() {}

  /// The array of a row.
  ///
  /// - Throws: `FileError` where the file is missing or broken, or has no picture of the name.
  public mutating func array(of row: AugmentedManifest.Row) throws(FileError) -> NPYArray {
    guard row.picture.pathExtension.lowercased() != "wav" else {
      throw .malformed(
        path: row.picture.path,
        what: "this is a sound where a picture is wanted; give the manifest of `ser augment`, not "
          + "that of `ser invert`")
    }
    let array: NPYArray
    if let tensor = row.tensor {
      let file = try open(row.picture)
      array = NPYArray(try file.floats(tensor), shape: file[tensor]?.shape ?? [])
    } else {
      array = try NPYArray(contentsOf: row.picture)
    }
    // Decibels.
    guard array.floats.allSatisfy({ abs($0) < 1e6 }) else {
      throw .malformed(
        path: row.picture.path,
        what:
          "the picture\(row.tensor.map { " \($0)" } ?? "") has a value that is no level in decibels; "
          + "augment anew")
    }
    return array
  }

  private mutating func open(_ url: URL) throws(FileError) -> SafetensorsFile {
    if let file = files[url.path] { return file }
    let file = try SafetensorsFile(contentsOf: url)
    files[url.path] = file
    return file
  }
}
