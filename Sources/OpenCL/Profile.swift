/// Device time by kernel name, from the events of a profiling queue, and the time that the program waited.
public final class Profile {
  private var events: [(kernel: String, event: Event)] = []
  private var waited = Duration.zero

  func record(_ kernel: String, _ event: Event) { events.append((kernel, event)) }

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

  /// Seconds and launches by kernel since the last call, the most expensive first. Call it after
  /// `Queue.finish()`.
  public func take() -> [(kernel: String, seconds: Double, launches: Int)] {
    var totals: [String: (seconds: Double, launches: Int)] = [:]
    for (kernel, event) in events {
      totals[kernel, default: (0, 0)].seconds += event.seconds ?? 0
      totals[kernel, default: (0, 0)].launches += 1
    }
    events = []
    return totals.map { ($0.key, $0.value.seconds, $0.value.launches) }.sorted { $0.1 > $1.1 }
  }
}
