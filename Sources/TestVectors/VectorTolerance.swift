import Files
import Foundation

/// How far a tensor may be from what PyTorch computed in double precision.
struct VectorTolerance: Decodable, Sendable {
  /// The largest absolute value expected.
  let scale: Double
  /// The largest error of PyTorch's own run in single precision; 0 where it is not known.
  let singlePrecisionError: Double

  private enum CodingKeys: String, CodingKey {
    case scale
    case singlePrecisionError = "f32_err"
  }

  init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    scale = try container.decode(Double.self, forKey: .scale)
    singlePrecisionError =
      try container.decodeIfPresent(Double.self, forKey: .singlePrecisionError) ?? 0
  }

  /// The tolerance where nothing but the tensor itself is known.
  init(of expected: VectorArray) {
    scale = expected.values.reduce(0) { max($0, abs($1)) }
    singlePrecisionError = 0
  }

  /// The largest error allowed in any element.
  var allowed: Double { 2e-5 * scale + 8 * singlePrecisionError + 1e-7 }
}

/// What `index.json` tells of the cases of a folder.
struct VectorIndex: Decodable, Sendable {
  private struct Entry: Decodable {
    let expected: [String: VectorTolerance]?
  }

  private let entries: [String: Entry]

  init(from decoder: any Decoder) throws {
    entries = try decoder.singleValueContainer().decode([String: Entry].self)
  }

  /// - Throws: `FileError` where the file is missing or no such index.
  init(contentsOf url: URL) throws(FileError) {
    let data: Data
    do { data = try Data(contentsOf: url) } catch { throw .missing(path: url.path) }
    do {
      self = try JSONDecoder().decode(VectorIndex.self, from: data)
    } catch {
      throw .malformed(
        path: url.path,
        what: "it is no table of cases with the scale of each expected tensor; write it anew, or "
          + "remove it to take the scale from the tensors")
    }
  }

  /// The cases that are listed.
  var cases: [String] { Array(entries.keys) }

  /// The tolerance of a tensor; nil where it is not listed.
  func tolerance(of tensor: String, in case: String) -> VectorTolerance? {
    entries[`case`]?.expected?[tensor]
  }
}
