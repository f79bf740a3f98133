import Training

extension Course {
  /// Takes steps to the end of an epoch.
  ///
  /// - Returns: its values.
  @discardableResult
  func runEpoch() throws -> [NamedValue] {
    while true {
      if let record = try takeStep() { return try record.values() }
    }
  }

  /// Takes steps to the end.
  ///
  /// - Returns: the values of each epoch or iteration.
  @discardableResult
  func run() throws -> [[NamedValue]] {
    var values: [[NamedValue]] = []
    while !isFinished { values.append(try runEpoch()) }
    return values
  }
}
