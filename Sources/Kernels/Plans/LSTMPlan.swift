/// How an LSTM's recurrence is done on a device: a work-group does some samples over all steps
/// (`kernels/lstm.cl`).
struct LSTMPlan {
  /// Samples to a work-group.
  let rows: Int
  /// Gates, and on the way back vectors of hidden units, that a work-item has sums of at a time.
  let gates: Int
  let vectors: Int
  /// Work-items of a group: those that share the hidden units, and those that share a sum.
  let units: Int
  let slices: Int

  /// The share of a device's multiply-adds that it reaches: every step waits for the one before.
  let rate: Double

  init(_ device: DevicePlan, _ size: LSTM) {
    switch device.family {
    case .gpu:
      // Samples enough for the device are rare: each gets as many work-items as a group may have.
      units = min(device.largestGroup, ceilDivide(size.hidden, 32) * 32)
      slices = max(1, min(8, device.largestGroup / units))
      (rows, gates, vectors) = (1, 4, 1)
      rate = 0.05
    case .cpu:
      // Two vectors of sums a sample: as many samples as registers hold, but work for every unit.
      let fit = device.vectorWidth >= 16 ? 8 : 4
      let share = ceilDivide(size.batch, device.computeUnits)
      var rows = 1
      while rows < min(fit, share) { rows *= 2 }
      (self.rows, units, slices) = (rows, 1, 1)
      (gates, vectors) = (2, size.hidden > device.vectorWidth ? 2 : 1)
      rate = 0.3
    }
  }

  /// Bytes in which the slices give their sums to the first.
  func localMemory(sums: Int) -> Int { 4 * (slices - 1) * sums * units }

  var options: [String] {
    [
      "-D R=\(rows)", "-D GATES=\(gates)", "-D U=\(vectors)", "-D UNITS=\(units)",
      "-D SLICES=\(slices)",
    ]
  }
}
