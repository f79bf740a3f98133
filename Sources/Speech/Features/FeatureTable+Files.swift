public import Files
public import Foundation

extension FeatureTable {
  /// Reads a table: our own forms, the CSV and ARFF that openSMILE writes, and a user's own of any columns
  /// of numbers. A file that does not say what its features are is known by their names.
  ///
  /// - Throws: `FileError.missing`, `.io`, or `.malformed` where the file is none of these, lacks a
  ///   column or has one too many, has them in another order than the kind of features does, holds
  ///   something that is not a finite number, or lists a recording twice.
  public init(contentsOf url: URL) throws(FileError) {
    if let foreign = try ForeignFeatures(url) {
      throw .malformed(path: url.path, what: foreign.clause(url))
    }
    switch FeatureFormat(url) {
    case .csv: self = try .readCSV(url)
    case .arff: self = try .readARFF(url)
    case .npz: self = try .readNPZ(url)
    case .safetensors: self = try .readSafetensors(url)
    case .npy: self = try .readNPY(url)
    case nil:
      throw .malformed(
        path: url.path,
        what: "features are read from \(FeatureFormat.list); give one of these")
    }
  }

  /// The files that `write` writes for a place: the table, and what lies beside it where its form cannot
  /// say what the features are.
  public static func files(writtenTo url: URL) -> [URL] {
    switch FeatureFormat(url) {
    case .csv, .npy: [url, FeatureSidecar.url(of: url)]
    case .arff, .npz, .safetensors, nil: [url]
    }
  }

  /// Whether a file is one that `write` writes beside a table.
  public static func isDescribed(by url: URL) -> Bool {
    (try? JSONFile.read(FeatureSidecar.self, from: url)) != nil
  }

  /// Writes the table, whole or not at all, in the form that the ending names.
  ///
  /// `.csv` has the columns `file`, the features and, where there are labels, `class`; beside it
  /// comes a small `.csv.json` that says what the features are. `.npy` holds the N x D numbers alone,
  /// and the `.npy.json` beside it the names and files too.
  ///
  /// - Throws: `FileError.malformed` where the ending is none of `FeatureFormat`, `.cannotCreate`,
  ///   `.diskFull` or `.io`.
  public func write(to url: URL) throws(FileError) {
    switch FeatureFormat(url) {
    case .csv: try writeCSV(to: url)
    case .arff: try writeARFF(to: url)
    case .npy: try writeNPY(to: url)
    case .npz: try writeNPZ(to: url)
    case .safetensors: try writeSafetensors(to: url)
    case nil:
      throw .malformed(
        path: url.path, what: "features are written as \(FeatureFormat.list); give one of these")
    }
  }
}
