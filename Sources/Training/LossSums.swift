import Engine

/// The sums of an epoch's losses by name, but for those that nobody has waited for yet.
struct LossSums {
  private var sums: [NamedValue] = []
  private var pending: [StepLosses] = []

  init() {}

  /// Adds a step's losses, still on the device.
  mutating func append(_ losses: StepLosses) { pending.append(losses) }

  /// The means, in the order of the names; waits for the device.
  ///
  /// - Throws: `EngineError.device` where a loss cannot be read, `.weights` where a checkpoint had sums
  ///   of other losses.
  mutating func means(overSteps steps: Int) throws(EngineError) -> [NamedValue] {
    try settle()
    return sums.map { NamedValue($0.name, $0.value / Double(max(1, steps))) }
  }

  /// Reading waits for all that was begun, so that it is put off.
  ///
  /// - Throws: `EngineError.device` where a loss cannot be read.
  private mutating func settle() throws(EngineError) {
    for losses in pending {
      if sums.isEmpty { sums = losses.map { NamedValue($0.name, 0) } }
      guard sums.map(\.name) == losses.map(\.name) else {
        throw .weights(
          file: "the newest checkpoint",
          reason: "it has sums of \(sums.map(\.name)) where \(losses.map(\.name)) are wanted")
      }
      for (index, entry) in losses.enumerated() {
        sums[index] = NamedValue(entry.name, sums[index].value + Double(try entry.loss.value()))
      }
    }
    pending = []
  }
}

// MARK: - Going on after a stop

extension LossSums {
  /// Bits of numbers, so that all comes out as it would have without a stop.
  ///
  /// - Throws: `EngineError.device` where a loss cannot be read.
  mutating func progress() throws(EngineError) -> [String: String] {
    try settle()
    return sums.enumerated().reduce(into: [:]) { table, sum in
      table["loss.\(sum.offset).\(sum.element.name)"] = "\(sum.element.value.bitPattern)"
    }
  }

  init(_ progress: [String: String]) {
    let entries = progress.compactMap { key, bits -> (index: Int, value: NamedValue)? in
      let parts = key.split(separator: ".", maxSplits: 2)
      guard parts.count == 3, parts[0] == "loss", let index = Int(parts[1]),
        let bits = UInt64(bits)
      else { return nil }
      return (index, NamedValue(String(parts[2]), Double(bitPattern: bits)))
    }
    sums = entries.sorted { $0.index < $1.index }.map(\.value)
  }
}
