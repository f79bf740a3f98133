import Yams

/// Settings as a file holds them, whatever tree they are of: to be shown and compared.
public struct RecordedSettings {
  private let table: Node

  /// - Parameter text: YAML, of which JSON is a part; what cannot be read holds no setting.
  public init(_ text: String) {
    let node = (try? Yams.compose(yaml: text)) ?? nil
    table = node.flatMap { $0.isLarger(than: Node.most) ? nil : $0 } ?? .mapping([:])
  }

  /// Every setting by its keys joined with dots, in order, in one line.
  public var leaves: [(key: String, value: String)] { table.leaves }

  /// A setting outside all groups; nil where there is none of the name, or it is a list.
  public subscript(key: String) -> String? { table[key]?.string }
}
