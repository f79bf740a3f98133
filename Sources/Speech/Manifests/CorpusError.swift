public import Files

/// What can go wrong with a corpus: a value whose description is one sentence that names the thing,
/// what was expected and found, and how to mend it.
public enum CorpusError: Error, Equatable, Sendable {
  /// A file of the corpus is missing, broken or cannot be written.
  case file(FileError)
  /// The folder does not hold the corpus that it was said to hold.
  case notTheCorpus(root: String, expected: String, found: String)
  /// The classes that were asked for cannot be made from the labels that there are.
  case classes(String)
  /// Features that do not fit together.
  case features(String)
  /// A setting that makes no sense.
  case setting(String)
  /// A program that is needed is missing or fails.
  case program(String)
}

extension CorpusError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .file(let error): error.description
    case .notTheCorpus(let root, let expected, let found):
      "\(root): expected \(expected), found \(found); give the corpus's own folder and kind."
    case .classes(let sentence), .features(let sentence), .setting(let sentence),
      .program(let sentence):
      sentence
    }
  }
}
