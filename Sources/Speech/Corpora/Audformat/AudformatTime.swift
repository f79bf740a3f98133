import Foundation

/// A time of a table: `0 days 00:00:03.200000`, `0 days`, a number of seconds, or nothing (`NaT`).
struct AudformatTime {
  /// nil where the table says none.
  let seconds: Double?

  /// nil where the text is no time.
  init?(_ text: String) {
    let text = text.trimmingCharacters(in: .whitespaces)
    if text.isEmpty || text == "NaT" {
      seconds = nil
      return
    }
    if let number = Double(text), 0..<Self.longest ~= number {
      seconds = number
      return
    }
    // A column of whole days says no more: 0 days.
    if let match = text.wholeMatch(of: /(\d+) days?/), let days = Double(match.1),
      days < Self.longest / 86_400
    {
      seconds = 24 * 3600 * days
      return
    }
    let form = /(?:(\d+) days? )?(\d+):(\d{2}):(\d{2}(?:\.\d+)?)/
    guard let match = text.wholeMatch(of: form), let hours = Double(match.2),
      let minutes = Double(match.3), let rest = Double(match.4)
    else { return nil }
    let days = match.1.flatMap { Double($0) } ?? 0
    let sum = ((days * 24 + hours) * 60 + minutes) * 60 + rest
    guard sum < Self.longest else { return nil }
    // Tables have nanoseconds; the sum of a minute and 3.2 s is 63.2 s.
    seconds = (1e9 * sum).rounded() / 1e9
  }

  /// Seconds, thirty years: no recording lasts so long, and its samples can be counted.
  private static let longest = 1e9

  /// A time in seconds as tables have it, to the microsecond.
  static func text(seconds: Double) -> String {
    let microseconds = Int((seconds * 1e6).rounded())
    let (whole, rest) = microseconds.quotientAndRemainder(dividingBy: 1_000_000)
    return String(
      format: "%d days %02d:%02d:%02d.%06d", whole / 86_400, whole / 3600 % 24, whole / 60 % 60,
      whole % 60, rest)
  }
}
