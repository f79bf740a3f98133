import Foundation

/// How far long work has come, as text.
struct Progress {
  var title: String
  var unit: String
  var total: Int
  /// Steps done before the clock started.
  var first: Int
  var done: Int
  var detail = ""

  /// One line: title, bar, count, rate, time left, detail. The bar takes what room there is;
  /// without a width there is none.
  func line(after elapsed: Duration, columns: Int?) -> String {
    let seconds = elapsed / .seconds(1)
    let rate = seconds > 0 ? Double(done - first) / seconds : 0
    var parts = [unit.isEmpty ? "\(done)/\(total)" : "\(done)/\(total) \(unit)"]
    if rate > 0 {
      parts.append(Self.text(rate: rate))
      parts.append(
        done < total
          ? "\(Self.text(seconds: Double(total - done) / rate)) left"
          : "in \(Self.text(seconds: seconds))")
    }
    if !detail.isEmpty { parts.append(detail) }
    let facts = parts.joined(separator: "  ")
    guard let columns else { return "\(title)  \(facts)" }
    // Where there is no room for the name and the count, the count.
    guard title.count + 2 + parts[0].count <= columns else { return String(facts.prefix(columns)) }
    let room = columns - title.count - facts.count - 6
    let line =
      room >= 10 ? "\(title)  \(bar(width: min(room, 40)))  \(facts)" : "\(title)  \(facts)"
    return String(line.prefix(columns))
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
