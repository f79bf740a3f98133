/// Seconds of repeated runs of something: the first is not counted, the median is what to quote.
public struct Timing: Codable, Sendable {
  public let median: Double
  public let minimum: Double
  public let runs: Int

  /// Runs `body`, which must wait for its own work, until `seconds` are spent, but at least `atLeast`
  /// times.
  ///
  /// - Throws: what `body` throws.
  public init<Failure: Error>(
    seconds: Double = 1, atLeast: Int = 3, _ body: () throws(Failure) -> Void
  ) throws(Failure) {
    try body()
    let clock = ContinuousClock()
    var times: [Double] = []
    var spent = 0.0
    while times.count < atLeast || (spent < seconds && times.count < 1000) {
      let start = clock.now
      try body()
      let elapsed = (clock.now - start) / .seconds(1)
      times.append(elapsed)
      spent += elapsed
    }
    times.sort()
    median = times[times.count / 2]
    minimum = times[0]
    runs = times.count
  }
}
