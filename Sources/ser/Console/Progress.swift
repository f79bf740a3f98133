import Foundation

/// How far long work has come, as text.
struct Progress {
  var title: String
  var unit: String
  var total: Int
  var done: Int
  var detail = ""
  /// How far that is of which this work is a part.
  var whole = ""
  /// How many steps were done, and after what time, when the first of this clock was: until then kernels
  /// are compiled and files opened, which tells nothing of the steps to come.
  var begun: (done: Int, after: Duration)?

  /// One line: title, bar, count, rate, time left, the whole's, detail. The bar takes what room there is;
  /// without a width there is none.
  func line(after elapsed: Duration, columns: Int?) -> String {
    var parts = [unit.isEmpty ? "\(done)/\(total)" : "\(done)/\(total) \(unit)"]
    if let rate = rate(after: elapsed) {
      parts.append(Self.text(rate: rate))
      if let left = secondsLeft(after: elapsed) {
        parts.append("\(Self.text(seconds: left)) left")
      }
    }
    if done >= total, total > 0 { parts.append("in \(Self.text(seconds: elapsed / .seconds(1)))") }
    parts += [whole, detail].filter { !$0.isEmpty }
    let facts = parts.joined(separator: "  ")
    guard let columns else { return "\(title)  \(facts)" }
    // Where there is no room for the name and the count, the count.
    guard title.count + 2 + parts[0].count <= columns else { return String(facts.prefix(columns)) }
    let room = columns - title.count - facts.count - 6
    let line =
      room >= 10 ? "\(title)  \(bar(width: min(room, 40)))  \(facts)" : "\(title)  \(facts)"
    return String(line.prefix(columns))
  }

  /// How long the steps to come take at the pace so far; nil where none are to come or nobody knows.
  func secondsLeft(after elapsed: Duration) -> Double? {
    done < total ? rate(after: elapsed).map { Double(total - done) / $0 } : nil
  }

  /// Steps a second since the first; nil where there is none but that.
  private func rate(after elapsed: Duration) -> Double? {
    guard let begun, done > begun.done, elapsed > begun.after else { return nil }
    return Double(done - begun.done) / ((elapsed - begun.after) / .seconds(1))
  }

  private func bar(width: Int) -> String {
    let share = total > 0 ? min(1, Double(done) / Double(total)) : 1
    let filled = Int(share * Double(width))
    return "[" + String(repeating: "=", count: filled)
      + String(repeating: " ", count: width - filled) + "]"
  }

  /// Steps a second, or seconds a step where they are slow.
  static func text(rate: Double) -> String {
    rate >= 1
      ? String(format: rate >= 100 ? "%.0f/s" : "%.1f/s", rate)
      : String(format: "%.1f s each", 1 / rate)
  }

  /// A time as 0:07, 12:34 or 1:02:03.
  static func text(seconds: Double) -> String {
    let whole = Int(min(seconds.rounded(), 1e9))
    let (hours, minutes, rest) = (whole / 3600, whole / 60 % 60, whole % 60)
    return hours > 0
      ? String(format: "%d:%02d:%02d", hours, minutes, rest)
      : String(format: "%d:%02d", minutes, rest)
  }
}
