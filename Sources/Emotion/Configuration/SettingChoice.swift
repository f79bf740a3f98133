/// A setting with a few named values, whose names an error lists.
public protocol SettingChoice: RawRepresentable<String>, CaseIterable, Codable, Sendable {}

extension SettingChoice {
  public init(from decoder: any Decoder) throws {
    let name = try decoder.singleValueContainer().decode(String.self)
    guard let choice = Self(rawValue: name) else {
      throw DecodingError.dataCorrupted(
        DecodingError.Context(
          codingPath: decoder.codingPath, debugDescription: "there is no such choice",
          underlyingError: ChoiceNames(
            text: Self.allCases.map(\.rawValue).joined(separator: " or "))))
    }
    self = choice
  }
}

/// The names that a choice is made from.
struct ChoiceNames: Error {
  let text: String
}
