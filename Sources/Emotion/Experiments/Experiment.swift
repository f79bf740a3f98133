/// A table or figure of the papers, computed on a corpus of the user's: a question, rows that
/// answer it, and what the paper printed for them.
public protocol Experiment {
  /// As in `results.json`.
  static var name: String { get }
  /// The settings that it begins from where they differ from the preset's, as `key=value`.
  static var settings: [String] { get }
  /// What the paper prints for the rows; nil where it prints no table.
  static var published: Published? { get }
  /// Which rows of the table are held against which others.
  static func comparisons(of rows: [String]) -> [RowPair]
  /// Which rows are those of the method that is asked about.
  static func methods(of rows: [String]) -> [String]
}

extension Experiment {
  public static var settings: [String] { [] }
  public static var published: Published? { nil }

  /// Each with the first, which is without what the others add.
  public static func comparisons(of rows: [String]) -> [RowPair] {
    RowPair.each(of: rows, against: Array(rows.prefix(1)))
  }

  /// The last.
  public static func methods(of rows: [String]) -> [String] { rows.suffix(1) }
}

/// Every experiment.
public enum Experiments {
  static var all: [any Experiment.Type] {
    [
      ImbalanceExperiment.self, AblationExperiment.self, CrossLingualExperiment.self,
      RepresentationExperiment.self, SyntheticFeaturesExperiment.self,
      EncodedFeaturesExperiment.self, CrossCorpusExperiment.self, SupportVectorExperiment.self,
    ]
  }

  /// The names of all, as in `results.json`.
  public static var names: [String] { all.map { $0.name } }

  /// The settings that an experiment begins from where they differ from the preset's, as `key=value`,
  /// by the name in its `results.json`.
  public static func settings(of name: String) -> [String] {
    all.first { $0.name == name }?.settings ?? []
  }

  /// Which rows of an experiment's table are held against which others, by the name in its
  /// `results.json`.
  static func comparisons(of name: String, rows: [String]) -> [RowPair] {
    all.first { $0.name == name }?.comparisons(of: rows) ?? []
  }

  /// Which rows of an experiment's table are those of the method that is asked about, by the name in its
  /// `results.json`; the last where that is none's.
  public static func methods(of name: String, rows: [String]) -> [String] {
    all.first { $0.name == name }?.methods(of: rows) ?? rows.suffix(1)
  }

  /// The published figures for an experiment's table, by the name in its `results.json`; nil where
  /// no paper prints any.
  public static func published(for name: String) -> Published? {
    all.first { $0.name == name }?.published
  }
}
