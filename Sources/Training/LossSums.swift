import Engine
import Ranks

/// The sums of an epoch's losses by name, but for those that nobody has waited for yet. Of several processes
/// each has a part of them.
struct LossSums {
  private var sums: [NamedValue] = []
  private var pending: [(losses: StepLosses, weight: Double)] = []

  init() {}

  /// Adds a step's losses, still on the device.
  ///
  /// - Parameter weight: what this process's are of the whole batch's.
  mutating func append(_ losses: StepLosses, weight: Double) { pending.append((losses, weight)) }

  /// The means, in the order of the names; waits for the device.
  ///
  /// - Throws: `EngineError.device` where a loss cannot be read, `.weights` where a checkpoint had sums
  ///   of other losses; `RankError`.
  mutating func means(overSteps steps: Int, among ranks: Ranks) throws -> [NamedValue] {
    try whole(among: ranks).map { NamedValue($0.name, $0.value / Double(max(1, steps))) }
  }

  /// The sums of all processes.
  private mutating func whole(among ranks: Ranks) throws -> [NamedValue] {
    try settle()
    let values = try ranks.sum(sums.map(\.value))
    return zip(sums, values).map { NamedValue($0.name, $1) }
  }

  /// Reading waits for all that was begun, so that it is put off.
  ///
  /// - Throws: `EngineError.device` where a loss cannot be read.
  private mutating func settle() throws(EngineError) {
    for (losses, weight) in pending {
      if sums.isEmpty { sums = losses.map { NamedValue($0.name, 0) } }
      // A checkpoint of an earlier version may lack sums of what is counted since; the epoch goes without.
      let wanted = losses.filter { loss in sums.contains { $0.name == loss.name } }
      guard sums.map(\.name) == wanted.map(\.name) else {
        throw .weights(
          file: "the newest checkpoint",
          reason: "it has sums of \(sums.map(\.name)) where \(losses.map(\.name)) are wanted")
      }
      for (index, entry) in wanted.enumerated() {
        let value = weight * Double(try entry.loss.value())
        sums[index] = NamedValue(entry.name, sums[index].value + value)
      }
    }
    pending = []
  }
}

// MARK: - Going on after a stop

extension LossSums {
  /// Bits of numbers, so that all comes out as it would have without a stop.
  ///
  /// - Throws: `EngineError.device` where a loss cannot be read, `RankError`.
  mutating func progress(among ranks: Ranks) throws -> [String: String] {
    try whole(among: ranks).enumerated().reduce(into: [:]) { table, sum in
      table["loss.\(sum.offset).\(sum.element.name)"] = "\(sum.element.value.bitPattern)"
    }
  }

  /// - Parameter isFirst: whether this process is the first, which has the sums so far.
  init(_ progress: [String: String], isFirst: Bool) {
    let entries = progress.compactMap { key, bits -> (index: Int, value: NamedValue)? in
      let parts = key.split(separator: ".", maxSplits: 2)
      guard parts.count == 3, parts[0] == "loss", let index = Int(parts[1]),
        let bits = UInt64(bits)
      else { return nil }
      return (index, NamedValue(String(parts[2]), isFirst ? Double(bitPattern: bits) : 0))
    }
    sums = entries.sorted { $0.index < $1.index }.map(\.value)
  }
}
