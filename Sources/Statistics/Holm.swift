extension [Double] {
  /// Values of p, each corrected for all of them by Holm's steps (1979): where those below a bound are
  /// called real, the chance that any of them is not stays below it.
  public var holmCorrected: [Double] {
    var corrected = self
    var largest = 0.0
    for (rank, index) in indices.sorted(by: { self[$0] < self[$1] }).enumerated() {
      largest = Swift.max(largest, Swift.min(1, self[index] * Double(count - rank)))
      corrected[index] = largest
    }
    return corrected
  }
}
