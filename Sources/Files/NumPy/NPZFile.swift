public import Foundation

/// A NumPy `.npz` archive: named arrays in a zip file, stored or, as `numpy.savez_compressed` does, deflated.
/// It is written without compression.
public struct NPZFile: Sendable {
  /// The arrays' names in the order of the archive, without `.npy`.
  public var names: [String] { members.map(\.name) }

  private let file: InputFile
  private let members: [ZipMember]

  /// Opens an archive and reads its directory.
  ///
  /// - Throws: `FileError.missing`, `.io`, or `.malformed` where it is no zip file, is cut off,
  ///   holds members that are compressed otherwise, or two of one name.
  public init(contentsOf url: URL) throws(FileError) {
    file = try InputFile(url)
    members = try ZipMember.directory(of: file)
  }

  /// One array of the archive; nil where there is none of that name.
  ///
  /// - Throws: `FileError.malformed` where the member is damaged or not an array, `.io`.
  public func array(_ name: String) throws(FileError) -> NPYArray? {
    guard let member = members.first(where: { $0.name == name }) else { return nil }
    return try NPYArray(npy: member.content(in: file), path: "\(file.path)[\(name)]")
  }

  /// A list of texts of the archive; nil where there is none of that name.
  ///
  /// - Throws: `FileError.malformed` where the member is damaged or no list of texts, `.io`.
  public func texts(_ name: String) throws(FileError) -> [String]? {
    guard let member = members.first(where: { $0.name == name }) else { return nil }
    return try NPYTexts(npy: member.content(in: file), path: "\(file.path)[\(name)]").texts
  }

  /// Writes an archive that `numpy.load` reads, whole or not at all.
  ///
  /// - Parameter texts: lists of texts, which come as arrays of NumPy's Unicode strings.
  /// - Throws: `FileError.cannotCreate` where it would pass the 4 GiB or 65,535 members of a plain
  ///   zip file or the path cannot be written, `.diskFull` or `.io`.
  public static func write(
    _ arrays: [(name: String, array: NPYArray)], texts: [(name: String, texts: [String])] = [],
    to url: URL
  ) throws(FileError) {
    try AtomicFile.write(to: url) { file throws(FileError) in
      var writer = ZipWriter(file: file)
      for (name, array) in arrays {
        try writer.append(name: "\(name).npy", content: array.npy)
      }
      for (name, texts) in texts {
        try writer.append(name: "\(name).npy", content: NPYTexts(texts).npy)
      }
      try writer.finish()
    }
  }
}
