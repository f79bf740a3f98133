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
  /// A table of features that was given.
  public let features: File?
  /// The speakers that were asked for, in the order of their names; nil for all.
  public let speakers: [String]?
  /// The rules by which emotions were renamed.
  public let map: [String]?

  /// - Throws: `FileError.missing` or `.io`.
  public init(
    model: URL, manifest: URL, features: URL?, speakers: [String]?, map: [String]
  ) throws(FileError) {
    self.model = try File(model)
    self.manifest = try File(manifest)
    self.features = try features.map { url throws(FileError) in try File(url) }
    self.speakers = speakers?.sorted()
    self.map = map
  }

  /// What it was of, as a sentence.
  public var sentence: String {
    "The model \(model.path) was tested on \(manifest.path)"
      + (features.map { ", with the features of \($0.path)" } ?? "")
      + (speakers.map { ", on the speakers \($0.joined(separator: ", "))" } ?? "") + "."
  }

  /// What the figures hang on, as it is compared and as it is told.
  private var choices: [(identity: String, words: String)] {
    let all = speakers.map { "of the speakers \($0.inShort)" } ?? "of all speakers"
    let rules = map.map { $0.isEmpty ? "without --map" : "with --map \($0.joined(separator: ","))" }
    return [
      (model.sha256, "of another model, \(model.path)"),
      (manifest.sha256, "of another manifest, \(manifest.path)"),
      (
        features?.sha256 ?? "",
        features.map { "with the features of \($0.path)" } ?? "without --features"
      ),
      (all, all),
      (rules ?? "", rules ?? "that does not name its rules"),
    ]
  }

  /// What the results in a folder are of; nil where they are of no evaluation, or do not say.
  static func named(in folder: URL) -> EvaluationSource? {
    try? JSONFile.read(EvaluationSource.self, from: Evaluation.files(writtenTo: folder)[0])
  }

  /// Holds what lies in the place of the results against this.
  ///
  /// - Throws: `FileError.isOther` where it is of another model, manifest or table, of other speakers or
  ///   by other rules, or does not say of which; or where the table beside it is none of predictions.
  public func requireSame(in folder: URL) throws(FileError) {
    let files = Evaluation.files(writtenTo: folder)
    let isThere = ((try? InputFile(files[1]))?.size ?? 0) > 0
    if isThere, !PredictionTable.isOne(files[1]) {
      throw .isOther(path: files[1].path, what: "no table of predictions as this command writes it")
    }
    let file = files[0]
    let found: EvaluationSource
    do throws(FileError) {
      found = try JSONFile.read(EvaluationSource.self, from: file)
    } catch .missing {
      return
    } catch .malformed {
      throw .isOther(path: file.path, what: "a result that does not name its model and manifest")
    }
    for (own, other) in zip(choices, found.choices) where own.identity != other.identity {
      throw .isOther(path: file.path, what: "the result \(other.words)")
    }
  }
}

/// Results with what they are of.
public struct SourcedResults: Encodable {
  private let results: Results
  private let source: EvaluationSource?

  /// - Parameter source: nil where something else says that.
  public init(_ results: Results, of source: EvaluationSource?) {
    (self.results, self.source) = (results, source)
  }

  public func encode(to encoder: any Encoder) throws {
    try results.encode(to: encoder)
    try source?.encode(to: encoder)
  }
}
