/// Which values a setting may have beyond its type, and how an error says that.
public struct SettingRule<Value>: Sendable {
  /// As after "where" and before "is expected"; empty where every value will do.
  let expected: String
  let holds: @Sendable (Value) -> Bool

  /// A condition.
  public static func expect(
    _ expected: String, _ holds: @escaping @Sendable (Value) -> Bool
  ) -> SettingRule {
    SettingRule(expected: expected, holds: holds)
  }

  /// Whatever the type allows.
  public static var any: SettingRule { expect("") { _ in true } }
}

extension SettingRule where Value: Comparable & Sendable {
  /// A value within a range; no range holds what is not a number.
  public static func range(_ range: ClosedRange<Value>) -> SettingRule {
    expect("from \(range.lowerBound) to \(range.upperBound)") { range.contains($0) }
  }
}

// MARK: - What trainings have in common

extension SettingRule<Double> {
  /// The step of an optimiser.
  public static var learningRate: SettingRule { expect("above 0, at most 1") { $0 > 0 && $0 <= 1 } }

  /// How slowly a running mean of Adam forgets, or a share that something always is left of.
  public static var belowOne: SettingRule { expect("0 or more, below 1") { 0 <= $0 && $0 < 1 } }

  /// A share that is neither nothing nor everything.
  public static var properShare: SettingRule { expect("above 0, below 1") { $0 > 0 && $0 < 1 } }

  /// A share that is not nothing.
  public static var positiveShare: SettingRule {
    expect("above 0, at most 1") { $0 > 0 && $0 <= 1 }
  }

  /// The share of a training part that is held out; none where 0.
  public static var holdOut: SettingRule { range(0...0.5) }

  /// Of LeakyReLU below zero.
  public static var slope: SettingRule { range(0...1) }

  /// The weight of a loss.
  public static var weight: SettingRule { range(0...1e6) }

  /// Of a Beta distribution.
  public static var alpha: SettingRule { expect("above 0, at most 100") { $0 > 0 && $0 <= 100 } }
}

extension SettingRule<Int> {
  /// Samples a step.
  public static var batch: SettingRule { range(1...65_536) }

  /// Passes over the training samples, or how many of them bring nothing before training stops.
  public static var epochs: SettingRule { range(1...1_000_000) }

  /// Passes that may be left out.
  public static var optionalEpochs: SettingRule { range(0...1_000_000) }

  /// Numbers in a code, or units in a layer.
  public static var units: SettingRule { range(1...65_536) }
}

extension SettingRule<[Int]> {
  /// As many numbers of channels or units as a network has layers.
  public static func widths(_ count: ClosedRange<Int>) -> SettingRule {
    let number =
      count.count == 1 ? "\(count.lowerBound)" : "\(count.lowerBound) to \(count.upperBound)"
    return expect("a list of \(number) numbers from 1 to 65536") { values in
      count ~= values.count && values.allSatisfy { 1...65_536 ~= $0 }
    }
  }
}
