/// Device time by kernel, from the events of a profiling queue, and the time that the program waited.
public final class Profile {
  private var events: [(launch: Launches, event: Event)] = []
  private var waited = Duration.zero

  /// Launches of a kernel that have the same to do.
  public struct Launches: Hashable, Sendable {
    public let kernel: String
    /// Rows, columns, depth and number of its products; empty where it has none.
    public let shape: [Int]
    public let flops: Double
  }

  func record(_ kernel: String, _ work: MultiplyAdds, _ event: Event) {
    events.append((Launches(kernel: kernel, shape: work.shape, flops: work.flops), event))
  }

  /// Counts how long `wait` takes.
  func count<Status>(_ wait: () -> Status) -> Status {
    let clock = ContinuousClock()
    let start = clock.now
    defer { waited += clock.now - start }
    return wait()
  }

  /// Seconds that the program waited for the device since the last call.
  public func takeWaiting() -> Double {
    defer { waited = .zero }
    return waited / .seconds(1)
  }

  /// Seconds and number of launches since the last call, the most expensive first. Call it after
  /// `Queue.finish()`.
  public func take() -> [(launches: Launches, seconds: Double, count: Int)] {
    var totals: [Launches: (seconds: Double, count: Int)] = [:]
    for (launch, event) in events {
      totals[launch, default: (0, 0)].seconds += event.seconds ?? 0
      totals[launch, default: (0, 0)].count += 1
    }
    events = []
    return totals.map { ($0.key, $0.value.seconds, $0.value.count) }.sorted { $0.1 > $1.1 }
  }
}
