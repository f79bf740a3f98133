/// A part of a recording, in seconds from its start.
public struct Span: Sendable, Equatable {
  public let start: Double
  /// nil: to the recording's end.
  public let end: Double?

  public init(start: Double, end: Double?) {
    self.start = start
    self.end = end
  }
}

extension Signal {
  /// The part of it that a span covers; what is beyond its end is left out.
  func cut(to span: Span) -> Signal {
    func place(_ seconds: Double) -> Int {
      // A table may say any number of seconds.
      Int(min(Double(samples.count), max(0, (seconds * Double(sampleRate)).rounded())))
    }
    let first = place(span.start)
    let end = span.end.map(place) ?? samples.count
    return Signal(Array(samples[first..<max(first, end)]), sampleRate: sampleRate)
  }
}
