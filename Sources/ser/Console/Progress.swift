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
  /// without a width there is none, and nothing is left out.
  ///
  /// Where room is short, the end of the detail goes first, then the rate, the beginning of the title, which
  /// names the experiment's part, and the bar; the times left go last.
  func line(after elapsed: Duration, columns: Int?) -> String {
    let facts = facts(after: elapsed)
    let texts = details.map { facts.text(detail: $0) } + [facts.text(rate: false)]
    guard let columns else { return "\(title)  \(texts[0])" }
    for text in texts {
      let room = columns - title.count - text.count - 6
      if room >= Self.leastBar { return "\(title)  \(bar(width: min(room, 40)))  \(text)" }
    }
    let least = texts[texts.count - 1]
    let room = columns - least.count - Self.leastBar - 6
    if room >= Self.leastTitle {
      return "\(shortTitle(room))  \(bar(width: Self.leastBar))  \(least)"
    }
    for text in texts.suffix(2) {
      let room = columns - text.count - 2
      if room >= min(title.count, Self.leastTitle) { return "\(shortTitle(room))  \(text)" }
    }
    // Where there is no room for the name and the count, the count.
    let named = "\(title)  \(facts.count)"
    return named.count <= columns ? named : String(least.prefix(columns))
  }

  /// The columns below which a bar tells nothing, and those that a title keeps.
  private static let (leastBar, leastTitle) = (6, 12)

  /// What a line says beside its title.
  private struct Facts {
    var count: String
    var rate: String?
    /// Times left, or taken.
    var times: [String]

    func text(rate isRated: Bool = true, detail: String = "") -> String {
      ([count] + (isRated ? [rate ?? ""] : []) + times + [detail]).filter { !$0.isEmpty }
        .joined(separator: "  ")
    }
  }

  private func facts(after elapsed: Duration) -> Facts {
    var facts = Facts(
      count: unit.isEmpty ? "\(done)/\(total)" : "\(done)/\(total) \(unit)",
      rate: rate(after: elapsed).map(Self.text(rate:)), times: [])
    if let left = secondsLeft(after: elapsed) {
      facts.times.append("\(Self.text(seconds: left)) left")
    }
    if done >= total, total > 0 {
      facts.times.append("in \(Self.text(seconds: elapsed / .seconds(1)))")
    }
    if !whole.isEmpty { facts.times.append(whole) }
    return facts
  }

  /// The detail, then shorter and shorter, each ending with a number, as in "losses: triplet 0.3".
  private var details: [String] {
    let words = detail.split(separator: " ")
    let ends = words.indices.dropLast().reversed().filter { words[$0].contains(where: \.isNumber) }
    return [detail] + ends.map { words[...$0].joined(separator: " ") }
      + (detail.isEmpty ? [] : [""])
  }

  private func shortTitle(_ columns: Int) -> String {
    title.count <= columns ? title : "…" + title.suffix(columns - 1)
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
