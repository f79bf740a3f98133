/// A setting with a few named values, whose names an error lists.
public protocol SettingChoice:
  RawRepresentable<String>, CaseIterable, Codable, Equatable, Sendable
{}

extension SettingChoice {
  public init(from decoder: any Decoder) throws {
    let name = try decoder.singleValueContainer().decode(String.self)
    guard let choice = Self(rawValue: name) else {
      throw DecodingError.dataCorrupted(
        DecodingError.Context(
          codingPath: decoder.codingPath, debugDescription: "there is no such choice",
          underlyingError: ChoiceNames(text: Self.names)))
    }
    self = choice
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(rawValue)
  }

  /// As in "vector or map".
  static var names: String { allCases.map(\.rawValue).joined(separator: " or ") }
}

/// The names that a choice is made from.
struct ChoiceNames: Error {
  let text: String
}
