import OpenCL

/// Compares ways to do the same work, run in turn, so that what else the machine does meets all alike.
struct Race {
  private let queue: Queue
  private let seconds: Double

  /// - Parameter seconds: how long a race takes, about.
  init(_ queue: Queue, seconds: Double) {
    self.queue = queue
    self.seconds = seconds
  }

  /// The quickest. Those that are far behind drop out after each round.
  ///
  /// - Throws: what `run` throws, `OpenCLError` where the device fails.
  func winner<Way>(
    among ways: [Way], _ run: (Way) throws(OpenCLError) -> Void
  ) throws(OpenCLError) -> Way {
    var runners = ways.map { (way: $0, times: [Double]()) }
    let repeats = try self.repeats(ways[0], run)
    var spent = 0.0
    var round = 0
    while runners.count > 1, round < 3 || (spent < seconds && round < 15) {
      for index in runners.indices {
        let time = try sample(runners[index].way, repeats, run)
        runners[index].times.append(time)
        spent += time * Double(repeats)
      }
      round += 1
      let least = runners.reduce(.infinity) { min($0, $1.times.min() ?? .infinity) }
      runners.removeAll { ($0.times.min() ?? .infinity) > 1.2 * least }
    }
    // The first is the one to beat: it stays where another is no quicker.
    return runners.dropFirst().reduce(runners[0]) {
      median($1.times) < median($0.times) ? $1 : $0
    }.way
  }

  /// Median seconds of two ways.
  ///
  /// - Throws: what `run` throws, `OpenCLError` where the device fails.
  func medians<Way>(
    _ a: Way, _ b: Way, _ run: (Way) throws(OpenCLError) -> Void
  ) throws(OpenCLError) -> (Double, Double) {
    let repeats = try self.repeats(a, run)
    var times: (a: [Double], b: [Double]) = ([], [])
    var spent = 0.0
    while times.a.count < 3 || (spent < seconds && times.a.count < 50) {
      times.a.append(try sample(a, repeats, run))
      times.b.append(try sample(b, repeats, run))
      spent += Double(repeats) * (times.a[times.a.count - 1] + times.b[times.b.count - 1])
    }
    return (median(times.a), median(times.b))
  }

  /// How often short work is done for a time that a clock can tell.
  ///
  /// - Throws: what `run` throws, `OpenCLError` where the device fails.
  private func repeats<Way>(
    _ way: Way, _ run: (Way) throws(OpenCLError) -> Void
  ) throws(OpenCLError) -> Int {
    _ = try sample(way, 1, run)
    return max(1, min(64, Int(0.003 / max(1e-6, try sample(way, 1, run)))))
  }

  /// Seconds of one of `repeats` runs.
  ///
  /// - Throws: what `run` throws, `OpenCLError` where the device fails.
  private func sample<Way>(
    _ way: Way, _ repeats: Int, _ run: (Way) throws(OpenCLError) -> Void
  ) throws(OpenCLError) -> Double {
    let clock = ContinuousClock()
    let start = clock.now
    for _ in 0..<repeats { try run(way) }
    try queue.finish()
    return (clock.now - start) / .seconds(1) / Double(repeats)
  }

  private func median(_ times: [Double]) -> Double { times.sorted()[times.count / 2] }
}
