public import Files
import Foundation
public import Settings

/// What a file of weights says of itself, as JSON under one key of its metadata.
public protocol WeightsCard: Codable {
  associatedtype Kind: RawRepresentable<String>
  /// What the weights are of.
  var model: Kind { get }
  /// What is wrong with a value, as a clause that names it; nil where all make sense.
  var problem: String? { get }
  /// The groups of settings that a card may hold.
  static var groups: RecordedGroups { get }
}

extension WeightsCard {
  /// The metadata of a file.
  ///
  /// - Throws: `EncodingError` where a number of the card is not finite.
  func metadata() throws -> [String: String] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    return [weightsCardKey: String(decoding: try encoder.encode(self), as: UTF8.self)]
  }

  /// What is wrong with classes, as a clause; nil where nothing is.
  static func problem(ofClasses classes: [String]) -> String? {
    if classes.isEmpty { return "it names no class" }
    if classes.contains("") { return "a class has no name" }
    let repeated = Dictionary(classes.map { ($0, 1) }, uniquingKeysWith: +).filter { $0.value > 1 }
    return repeated.keys.min().map { "it names the class \($0) twice" }
  }

  /// The card of a file that must be of this kind.
  ///
  /// - Throws: `ModelFileError` where the file is of another kind or comes from elsewhere,
  ///   `FileError.malformed` where its card cannot be read or holds what makes no sense.
  init(of file: SafetensorsFile, expecting kind: Kind) throws {
    guard let text = file.metadata[weightsCardKey] else {
      throw ModelFileError.unusable(
        path: file.path,
        reason: "it does not say how to use its weights, as files written by ser do")
    }
    do {
      let found = try JSONDecoder().decode(ModelName.self, from: Data(text.utf8)).model
      guard found == kind.rawValue else {
        throw ModelFileError.unusable(
          path: file.path,
          reason: "it holds the weights of another model (\(found)) than the \(kind.rawValue) "
            + "that is wanted")
      }
      self = try JSONDecoder().decode(Self.self, from: Self.groups.completed(Data(text.utf8)))
      if let problem {
        throw FileError.malformed(
          path: file.path, what: "its metadata \"\(weightsCardKey)\" makes no sense: \(problem)")
      }
    } catch is DecodingError {
      throw FileError.malformed(
        path: file.path, what: "its metadata \"\(weightsCardKey)\" cannot be read")
    }
  }
}

/// What a classifier looks at.
public enum ClassifierInput: Sendable {
  case pictures, features

  /// That of a file of weights; pictures where it does not say, or holds no classifier.
  public init(of file: SafetensorsFile) {
    let model = file.metadata[weightsCardKey]
      .flatMap { try? JSONDecoder().decode(ModelName.self, from: Data($0.utf8)).model }
    self = model == FeatureModelCard.Kind.dnn.rawValue ? .features : .pictures
  }
}

/// The one field that all cards share.
private struct ModelName: Decodable {
  let model: String
}

private let weightsCardKey = "ser"
