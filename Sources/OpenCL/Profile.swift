/// Device time by kernel name, from the events of a profiling queue.
public final class Profile {
  private var events: [(kernel: String, event: Event)] = []

  func record(_ kernel: String, _ event: Event) { events.append((kernel, event)) }

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
