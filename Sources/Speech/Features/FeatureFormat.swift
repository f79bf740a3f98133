public import Foundation

/// The forms in which feature tables are kept, by a file's ending.
public enum FeatureFormat: String, CaseIterable, Sendable {
  case csv, arff, npy, npz, safetensors

  /// The endings, as a text for users.
  public static let list = allCases.map { ".\($0.rawValue)" }.joined(separator: ", ")

  /// The format of a file; nil where its ending is none of these.
  public init?(_ url: URL) {
    self.init(rawValue: url.pathExtension.lowercased())
  }
}
