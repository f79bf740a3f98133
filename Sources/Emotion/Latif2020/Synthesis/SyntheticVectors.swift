import Classical
public import Files
public import Foundation
public import Speech

/// Synthetic vectors as `Synthesis` writes them: a table, and beside it the probabilities of the
/// vectors' classes and the recordings that they were made from.
public struct SyntheticVectors: Sendable {
  /// The vectors' names in `table` are those of the rows of `labels`, in this order.
  let table: FeatureTable
  private let labels: CSVTable
  private let path: String

  /// Where the labels of a table of synthetic vectors lie: `F.csv.labels.csv` beside `F.csv`.
  public static func labels(of table: URL) -> URL {
    table.appendingPathExtension("labels.csv")
  }

  /// The first columns of the labels.
  static let columns = ["file", "source", "partner", "lambda"]

  /// Whether a file holds labels of synthetic vectors.
  public static func areLabels(_ url: URL) -> Bool {
    (try? CSVTable(contentsOf: url))?.header.starts(with: columns) ?? false
  }

  /// - Throws: `FileError` where one of the two files is missing or broken, or they do not belong
  ///   together.
  public init(contentsOf url: URL) throws(FileError) {
    table = try FeatureTable(contentsOf: url)
    let file = Self.labels(of: url)
    labels = try CSVTable(contentsOf: file)
    path = file.path
    guard let names = labels.index(of: "file"), labels.rows.map({ $0[names] }) == table.files else {
      throw .malformed(
        path: path,
        what:
          "its column \"file\" does not name the \(table.files.count) vectors of \(url.path) in "
          + "their order; give both as `ser synthesize` wrote them")
    }
    if let hash = table.notes.classes, try ContentHash(contentsOf: file).hex != hash {
      throw .malformed(
        path: path,
        what: "it is not the file that was written with the vectors of \(url.path); give both as "
          + "`ser synthesize` wrote them")
    }
  }

  public var count: Int { table.files.count }

  /// What the GAN that made the vectors learnt from; nil in tables of earlier versions.
  public var training: TrainingData? { table.notes.seen?.training }

  /// The recordings that the vectors were made from, by their paths.
  public var sources: Set<String> {
    Set(
      ["source", "partner"].compactMap(labels.index).flatMap { column in
        labels.rows.map { $0[column] }
      }
    ).subtracting([""])
  }

  private static let probability = "probability_"

  /// The vectors on a model's scale with the probabilities of its classes.
  ///
  /// - Throws: `CorpusError.features` where the vectors are of another kind of features, `.classes` where
  ///   they are of further classes,
  ///   `FileError.malformed` where a class lacks a column or a probability is no number.
  public func labelled(for card: FeatureModelCard) throws -> LabelledFeatures {
    var features = SampleMatrix(table)
    if table.kind != card.features.normalized(card.normalization) {
      try card.check(table.kind, table.names)
      features = try card.scale?(features) ?? card.scaled(table)
    }
    let columns = try card.classes.map { name throws(FileError) in
      guard let column = labels.index(of: Self.probability + name) else {
        throw .malformed(
          path: path,
          what: "it has no column \"probability_\(name)\"; synthesize vectors of the "
            + "same classes")
      }
      return column
    }
    let others = labels.header.filter { $0.hasPrefix(Self.probability) }
      .map { String($0.dropFirst(Self.probability.count)) }.filter { !card.classes.contains($0) }
    guard others.isEmpty else {
      throw CorpusError.classes(
        "\(path) has vectors of the class\(others.count == 1 ? "" : "es") \(others.inShort) "
          + "too, and the classifier has \(card.classes.inShort); give --classes all of "
          + "them, or synthesize by a GAN of the same classes.")
    }
    let targets = try labels.rows.flatMap { row in
      try columns.map { column throws(FileError) in
        guard let share = Float(row[column]), 0...1 ~= share else {
          throw .malformed(
            path: path, what: "\"\(row[column])\" is no probability; synthesize the vectors anew")
        }
        return share
      }
    }
    return LabelledFeatures(
      features,
      targets: SampleMatrix(rows: features.rows, columns: columns.count, values: targets))
  }
}
