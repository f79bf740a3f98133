/// A value of a configuration beside what is expected of it.
struct SettingCheck {
  /// The names that lead to the value.
  var path: [String]
  let found: String
  let expected: String
  let holds: Bool

  /// A value that must satisfy a condition.
  static func expect<Value>(
    _ keys: [any CodingKey], _ value: Value, _ expected: String, _ condition: (Value) -> Bool
  ) -> SettingCheck {
    SettingCheck(
      path: keys.map(\.stringValue), found: "\(value)", expected: expected,
      holds: condition(value))
  }

  /// The check, as that of a part of a larger group.
  func within(_ key: any CodingKey) -> SettingCheck {
    var check = self
    check.path.insert(key.stringValue, at: 0)
    return check
  }

  /// A value within a range; no range holds what is not a number.
  static func range<Value>(
    _ keys: [any CodingKey], _ value: Value, _ range: ClosedRange<Value>
  ) -> SettingCheck {
    expect(keys, value, "from \(range.lowerBound) to \(range.upperBound)", range.contains)
  }

  static func learningRate(_ keys: [any CodingKey], _ value: Double) -> SettingCheck {
    expect(keys, value, "above 0, at most 1") { $0 > 0 && $0 <= 1 }
  }

  /// As many numbers of channels as a network has layers.
  static func widths(
    _ keys: [any CodingKey], _ values: [Int], count: ClosedRange<Int>
  ) -> SettingCheck {
    let number =
      count.count == 1 ? "\(count.lowerBound)" : "\(count.lowerBound) to \(count.upperBound)"
    return expect(keys, values, "a list of \(number) numbers from 1 to 65536") { values in
      count ~= values.count && values.allSatisfy { 1...65_536 ~= $0 }
    }
  }
}

/// Settings that know what is expected of each of them beyond its type.
protocol SettingsGroup {
  var checks: [SettingCheck] { get }
}

extension SettingsGroup {
  /// The checks, as those of a part of a larger group.
  func checks(within key: any CodingKey) -> [SettingCheck] {
    checks.map { $0.within(key) }
  }
}
