public import Foundation

/// Something that is not taken for a recording of the corpus.
public struct SkippedFile: Sendable, Equatable {
  public let url: URL
  /// A clause that is the same for all that are left out for it, such as "the name is not of the
  /// form 03a01Fa.wav".
  public let reason: String
  /// What is said of this one alone, such as a line of a table; empty where nothing is.
  public let detail: String
  /// The emotion's label, where it is known; else empty.
  public let label: String
  /// Whether a recording of the corpus is lost by it, and not just a file that is none.
  public let isRecording: Bool

  /// The reason with what is said of this one.
  var why: String { reason + (detail.isEmpty ? "" : ": \(detail)") }

  /// - Parameter isRecording: by default whether it has a label or the ending of a sound file.
  public init(
    _ url: URL, _ reason: String, detail: String = "", label: String = "",
    isRecording: Bool? = nil
  ) {
    self.url = url
    self.reason = reason
    self.detail = detail
    self.label = label
    self.isRecording = isRecording ?? (!label.isEmpty || SoundFormat.isSound(url))
  }

  /// A file that has the name of one that is taken.
  init(_ url: URL, repeating first: URL, isRecording: Bool? = nil) {
    let isBeside = first.deletingLastPathComponent() == url.deletingLastPathComponent()
    self.init(
      url,
      isBeside
        ? "the same recording lies beside it with another ending"
        : "a recording of the same name lies in another folder",
      detail: isBeside ? "" : first.path, isRecording: isRecording)
  }
}

/// What was left out, counted by its reasons, the most frequent first.
public struct SkippedSummary: Sendable, Equatable, Codable {
  /// One reason.
  public struct Reason: Sendable, Equatable, Codable {
    public let reason: String
    public let count: Int
    /// How many by label, of those whose label is known.
    public let labels: [String: Int]
    /// The first few.
    fileprivate let examples: [String]
  }

  /// How many recordings.
  public let count: Int
  /// Of how many, those that were taken included.
  public let all: Int
  /// Why recordings were left out.
  public let reasons: [Reason]
  /// Why files were passed over that are no recordings.
  public let others: [Reason]

  /// - Parameters:
  ///   - taken: how many recordings were taken.
  ///   - folder: files below it are named by their paths from there.
  public init(of skipped: [SkippedFile], taken: Int, in folder: URL) {
    let recordings = skipped.filter(\.isRecording)
    count = recordings.count
    all = taken + recordings.count
    reasons = Self.reasons(of: recordings, in: folder)
    others = Self.reasons(of: skipped.filter { !$0.isRecording }, in: folder)
  }

  private static func reasons(of skipped: [SkippedFile], in folder: URL) -> [Reason] {
    Dictionary(grouping: skipped, by: \.reason).map { reason, files in
      let examples = files.prefix(3).map {
        $0.url.listed(in: folder) + ($0.detail.isEmpty ? "" : ": \($0.detail)")
      }
      let labels = files.map(\.label).filter { !$0.isEmpty }
      return Reason(
        reason: reason, count: files.count,
        labels: Dictionary(labels.map { ($0, 1) }, uniquingKeysWith: +), examples: examples)
    }
    .sorted { ($1.count, $0.reason) < ($0.count, $1.reason) }
  }

  /// A line for recordings and one for other files, of those that there are; without full stops.
  public var lines: [String] {
    var lines: [String] = []
    if count > 0 {
      lines.append(
        "\(count) of \(all) recordings left out: "
          + reasons.map(\.text).joined(separator: "; "))
    }
    if !others.isEmpty {
      let count = others.reduce(0) { $0 + $1.count }
      lines.append(
        "\(count) other file\(count == 1 ? "" : "s") or folder\(count == 1 ? "" : "s") passed over: "
          + others.map(\.text).joined(separator: "; "))
    }
    return lines
  }
}

extension SkippedSummary.Reason {
  /// `3 because there is no such file (angry 2, sad 1): a.wav, b.wav, c.wav`.
  fileprivate var text: String {
    let byLabel = labels.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
      .map { "\($0.key) \($0.value)" }
    let more = count > examples.count ? " and \(count - examples.count) more" : ""
    return "\(count) because \(reason)"
      + (byLabel.isEmpty ? "" : " (\(byLabel.joined(separator: ", ")))")
      + ": \(examples.joined(separator: ", "))\(more)"
  }
}
