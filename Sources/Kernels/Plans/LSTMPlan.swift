/// How an LSTM's recurrence is done on a device.
struct LSTMPlan {
  /// Whether a work-item does all hidden units of its samples over all steps. Else a launch does one
  /// step, and a work-item one vector of units.
  let isWhole: Bool
  /// Samples to a work-item.
  let rows: Int
  /// Vectors of hidden units that a work-item has sums of at a time on the way back.
  let vectors: Int

  init(_ device: DevicePlan, _ size: LSTM) {
    switch device.family {
    case .gpu: (isWhole, rows, vectors) = (false, 1, 1)
    case .cpu:
      // Two vectors of sums a sample: as many samples as registers hold, but work for every unit.
      let fit = device.vectorWidth >= 16 ? 8 : 4
      let share = ceilDivide(size.batch, device.computeUnits)
      var rows = 1
      while rows < min(fit, share) { rows *= 2 }
      (isWhole, self.rows) = (true, rows)
      vectors = size.hidden > device.vectorWidth ? 2 : 1
    }
  }

  /// The steps of each launch.
  func launches(over steps: Range<Int>) -> [Range<Int>] {
    isWhole ? [steps] : steps.map { $0..<$0 + 1 }
  }
}
