import Foundation

/// A list of texts, as NumPy's arrays of Unicode strings hold it: UTF-32, all as wide as the longest
/// and filled up with zeros.
struct NPYTexts {
  let texts: [String]

  init(_ texts: [String]) { self.texts = texts }

  /// The bytes of a `.npy` file.
  var npy: Data {
    let width = max(1, texts.map(\.unicodeScalars.count).max() ?? 1)
    var scalars = [UInt32](repeating: 0, count: width * texts.count)
    for (index, text) in texts.enumerated() {
      for (offset, scalar) in text.unicodeScalars.enumerated() {
        scalars[index * width + offset] = scalar.value
      }
    }
    return NPYHeader.data(type: "<U\(width)", shape: [texts.count])
      + scalars.withUnsafeBytes { Data($0) }
  }

  /// Reads the bytes of a `.npy` file.
  ///
  /// - Throws: `FileError.malformed` where it holds something else than a list of Unicode strings.
  init(npy bytes: [UInt8], path: String) throws(FileError) {
    let header = try NPYHeader(of: bytes, path: path)
    // NumPy's strings are at most 2^29 characters long.
    guard let digits = header.kind.wholeMatch(of: /U([1-9][0-9]{0,8})/)?.1,
      let width = Int(digits),
      header.shape.count == 1
    else {
      throw .malformed(
        path: path,
        what: "it is of type '\(header.type)' and shape \(header.shape) where a list of texts, "
          + "'U…', is expected; convert with astype(str)")
    }
    let scalars = try header.numbers(UInt32.self, each: width, in: bytes, path: path)
    texts = try (0..<header.count).map { index throws(FileError) in
      let end = scalars[index * width..<(index + 1) * width]
      let text = end.prefix((end.lastIndex { $0 != 0 }.map { $0 + 1 - end.startIndex }) ?? 0)
      let known = text.compactMap(Unicode.Scalar.init)
      guard known.count == text.count else {
        throw .malformed(path: path, what: "text \(index + 1) is not Unicode; write it again")
      }
      return String(String.UnicodeScalarView(known))
    }
  }
}
