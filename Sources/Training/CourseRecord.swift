public import Engine
import Foundation

/// A number by its name, such as a loss of a step or its mean over an epoch.
public struct NamedValue: Sendable, Equatable {
  public let name: String
  public let value: Double

  public init(_ name: String, _ value: Double) {
    self.name = name
    self.value = value
  }
}

/// The losses of one step by their names, still on the device: nothing waits for them until they
/// are read.
public typealias StepLosses = [(name: String, loss: Tensor)]

/// What is to be written down of an epoch or an iteration.
public struct CourseRecord {
  /// The epoch or iteration, from 1.
  public let number: Int
  /// Which of the two it is, for errors.
  let unit: String
  let form: MetricsForm
  private let read: () throws -> [NamedValue]
  /// The values in a few words, for whoever watches.
  let describe: @Sendable ([NamedValue]) -> String

  /// - Parameters:
  ///   - describe: the values in a few words.
  ///   - values: reads them, which may wait for the device.
  init(
    _ number: Int, unit: String, form: MetricsForm = .losses,
    describe: @escaping @Sendable ([NamedValue]) -> String,
    values: @escaping () throws -> [NamedValue]
  ) {
    self.number = number
    self.unit = unit
    self.form = form
    self.describe = describe
    read = values
  }

  /// The values; waits for the device.
  ///
  /// - Throws: `EngineError` where they cannot be read.
  public func values() throws -> [NamedValue] { try read() }

  /// The names of losses with numbers of so many digits after the point.
  public static func digits(_ count: Int) -> @Sendable ([NamedValue]) -> String {
    { values in
      (values.count == 1 ? "loss: " : "losses: ")
        + values.map { "\($0.name) \(String(format: "%.\(count)f", $0.value))" }
        .joined(separator: " ")
    }
  }
}
