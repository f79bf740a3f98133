public import Files
public import Foundation

/// What an evaluation was of, as the `results.json` of `ser evaluate` names it.
public struct EvaluationSource: Codable, Sendable, Equatable {
  /// A file that the figures hang on.
  public struct File: Codable, Sendable, Equatable {
    /// As the user named it.
    public let path: String
    /// Of its bytes, by which it is known wherever it lies.
    public let sha256: String

    /// - Throws: `FileError.missing` or `.io`.
    init(_ url: URL) throws(FileError) {
      path = url.relativePath
      sha256 = try ContentHash(contentsOf: url).hex
    }
  }

  public let model: File
  public let manifest: File

  /// - Throws: `FileError.missing` or `.io`.
  public init(model: URL, manifest: URL) throws(FileError) {
    self.model = try File(model)
    self.manifest = try File(manifest)
  }

  /// Holds what lies in the place of the results against this.
  ///
  /// - Throws: `FileError.isOther` where it is of another model or manifest, or does not say of which.
  public func requireSame(in folder: URL) throws(FileError) {
    let file = Evaluation.files(writtenTo: folder)[0]
    let found: EvaluationSource
    do throws(FileError) {
      found = try JSONFile.read(EvaluationSource.self, from: file)
    } catch .missing {
      return
    } catch .malformed {
      throw .isOther(path: file.path, what: "a result that does not name its model and manifest")
    }
    for (what, own, other) in [
      ("model", model, found.model), ("manifest", manifest, found.manifest),
    ] where own.sha256 != other.sha256 {
      throw .isOther(path: file.path, what: "the result of another \(what), \(other.path)")
    }
  }
}

/// Results with what they are of.
struct SourcedResults: Encodable {
  let results: Results
  let source: EvaluationSource?

  func encode(to encoder: any Encoder) throws {
    try results.encode(to: encoder)
    try source?.encode(to: encoder)
  }
}
