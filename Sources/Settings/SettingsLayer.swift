import Yams

/// One source of settings with its table, as it is laid over those before it.
struct SettingsLayer {
  let source: SettingsSource
  let table: Node

  /// Lays the table over a known one, whose keys are all there may be.
  ///
  /// - Throws: `SettingsError.unknownKey`, and `.value` where a group is no table.
  func merged(into known: Node) throws(SettingsError) -> Node {
    try merged(table, into: known, path: [], within: known)
  }

  private func merged(
    _ own: Node, into known: Node, path: [String], within all: Node
  ) throws(SettingsError) -> Node {
    guard var merged = known.mapping else { return own.withDecimals(like: known) }
    // A group whose every line is commented out.
    if own.null != nil { return known }
    guard let settings = own.mapping else {
      let names = merged.keys.compactMap(\.string).joined(separator: ", ")
      throw .value(
        place: source.place(line: own.mark?.line), key: path.joined(separator: "."),
        expected: "a group of settings (\(names))", found: own.text)
    }
    for (key, value) in settings {
      let name = key.string ?? key.text
      guard let old = merged[key] else {
        let full = (path + [name]).joined(separator: ".")
        if name.contains("."), all.paths.contains(full),
          let group = name.split(separator: ".").first
        {
          throw .invalid(
            place: source.place(line: key.mark?.line),
            problem:
              "in a file, keys stand below their groups: write \(name) as \(group): and, below "
              + "it and further in, \(name.dropFirst(group.count + 1)): \(value.text)")
        }
        throw .unknownKey(
          place: source.place(line: key.mark?.line), key: full,
          nearest: NearestName.of(full, among: all.paths))
      }
      merged[key] = try self.merged(value, into: old, path: path + [name], within: all)
    }
    return .mapping(merged)
  }

  /// Where the first of some settings that any source names was last written; the settings as a whole
  /// where none is.
  static func place(of paths: [[String]], in layers: [SettingsLayer]) -> String {
    for path in paths {
      for layer in layers.reversed() {
        guard let node = layer.table.node(at: path) else { continue }
        return layer.source.place(line: node.mark?.line)
      }
    }
    return "the settings"
  }

  /// The error of a table that does not decode.
  ///
  /// - Parameter known: a table that does.
  static func error(
    for error: any Error, in table: Node, of layers: [SettingsLayer], known: Node
  ) -> SettingsError {
    let context: DecodingError.Context
    let expected: String
    switch error as? DecodingError {
    case .typeMismatch(let type, let its): (context, expected) = (its, name(of: type))
    case .valueNotFound(let type, let its): (context, expected) = (its, name(of: type))
    case .dataCorrupted(let its):
      context = its
      let such = known.node(at: its.codingPath.map(\.stringValue))?.text
      expected =
        (its.underlyingError as? ChoiceNames)?.text ?? "another value, such as \(such ?? "none"),"
    case .keyNotFound(let key, let its):
      (context, expected) = (its, "a value of \(key.stringValue)")
    default: return .invalid(place: "the settings", problem: "\(error)")
    }
    // An element of a list has no line of its own to speak of.
    let path = context.codingPath.filter { $0.intValue == nil }.map(\.stringValue)
    return .value(
      place: place(of: [path], in: layers), key: path.joined(separator: "."),
      expected: context.codingPath.count == path.count ? expected : "a list, each \(expected)",
      found: table.node(at: path)?.text ?? "absent")
  }

  private static func name(of type: any Any.Type) -> String {
    switch type {
    case is any UnsignedInteger.Type: "a whole number, 0 or more"
    case is any BinaryInteger.Type: "a whole number"
    case is any BinaryFloatingPoint.Type: "a number"
    case is Bool.Type: "true or false"
    case is String.Type, is Node.Scalar.Type: "a single value"
    default: "a list"
    }
  }
}
