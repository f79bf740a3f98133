extension CorpusSummary {
  /// How many problems the table shows at most.
  private static let shownProblems = 20

  /// The summary as text to be read, with a line end after each line.
  public func table() -> String {
    var lines = [
      "\(manifest): \(recordings) recording\(recordings == 1 ? "" : "s")"
        + (durations.map { ", " + $0.text } ?? "")
    ]
    if let durations { lines.append(durations.shares) }
    let columns = [
      ("emotion", emotions), ("speaker", speakers), ("session", sessions), ("split", splits),
      ("gender", genders), ("language", languages), ("sample rate", sampleRates),
    ]
    for (title, counts) in columns where counts.contains(where: { !$0.value.isEmpty }) {
      lines += ["", title]
      let width = counts.reduce(0) { max($0, $1.text.count) }
      for count in counts {
        let padding = String(repeating: " ", count: width - count.text.count)
        let number = String(count.recordings)
        let space = String(repeating: " ", count: max(2, 8 - number.count))
        lines.append("  \(count.text)\(padding)\(space)\(number)")
      }
    }
    if splits.count > 1 || sessions.count > 1 {
      lines += ["", sharedSpeakers.isEmpty ? "no speaker is in two splits or sessions" : sharing]
    }
    let kinds = problemKinds.map { "\($0.value) \($0.recordings)" }.joined(separator: ", ")
    let all = corpusProblems.map(\.text) + problems.map(\.text)
    lines += ["", all.isEmpty ? "no problems" : "problems: \(all.count) (\(kinds))"]
    lines += all.prefix(Self.shownProblems).map { "  \($0)" }
    if all.count > Self.shownProblems {
      lines.append("  … and \(all.count - Self.shownProblems) more; --json lists all")
    }
    if !warnings.isEmpty {
      lines += ["", "warnings: \(warnings.count)"] + warnings.map { "  \($0)" }
    }
    return lines.joined(separator: "\n") + "\n"
  }
}

extension CorpusSummary {
  fileprivate var sharing: String {
    let lines = sharedSpeakers.map {
      "  \($0.speaker) in the \($0.column)s \($0.values.joined(separator: ", "))"
    }
    return (["speakers in several splits or sessions: \(lines.count)"] + lines)
      .joined(separator: "\n")
  }
}

extension CorpusSummary.Count {
  fileprivate var text: String { value.isEmpty ? "(unknown)" : value }
}

extension CorpusSummary.Durations {
  fileprivate var text: String {
    let minutes = (total / 60).formatted(decimals: 1)
    let seconds = [shortest, median, longest].map { $0.formatted(decimals: 2) }
    return "\(minutes) min; shortest \(seconds[0]) s, median \(seconds[1]) s, "
      + "longest \(seconds[2]) s"
  }
}

extension CorpusSummary.Durations {
  fileprivate var shares: String {
    let parts = quantiles.map {
      "\(Int((100 * $0.share).rounded())) % up to \($0.seconds.formatted(decimals: 2)) s"
    }
    return "durations: \(parts.joined(separator: ", "))"
  }
}

extension RecordingProblem {
  fileprivate var text: String {
    // The sentence about an unreadable file begins with its path.
    kind == .unreadable ? "unreadable: \(detail)" : "\(kind.rawValue): \(file): \(detail)"
  }
}

extension CorpusProblem {
  fileprivate var text: String { "\(kind.rawValue): \(detail)" }
}
