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
    self = try Timing.inTurns(1, seconds: seconds, atLeast: atLeast) { (_) throws(Failure) in
      try body()
    }[0]
  }

  private init(of times: [Double]) {
    let sorted = times.sorted()
    (median, minimum, runs) = (sorted[sorted.count / 2], sorted[0], sorted.count)
  }

  /// Runs so many things in turns, by their number, until the first has taken `seconds`: what slows a
  /// machine for a while slows all.
  ///
  /// - Throws: what `body` throws.
  public static func inTurns<Failure: Error>(
    _ count: Int, seconds: Double = 1, atLeast: Int = 3, _ body: (Int) throws(Failure) -> Void
  ) throws(Failure) -> [Timing] {
    for number in 0..<count { try body(number) }
    let clock = ContinuousClock()
    var times = [[Double]](repeating: [], count: count)
    var spent = 0.0
    while times[0].count < atLeast || (spent < seconds && times[0].count < 1000) {
      for number in 0..<count {
        let start = clock.now
        try body(number)
        times[number].append((clock.now - start) / .seconds(1))
      }
      spent += times[0].last ?? 0
    }
    return times.map(Timing.init(of:))
  }
}
