import Files
public import Foundation

/// MSP-IMPROV (Busso et al. 2017): 8,438 turns of twelve English-speaking actors in six sessions.
///
/// Labels stand in `Evalution.txt`, which is the official spelling, or `Evaluation.txt`; recordings in
/// folders such as `session1/S01A/P/MSP-IMPROV-S01A-F01-P-FM01.wav`, anywhere below the root.
public struct MSPImprov: CorpusReader {
  public init() {}

  private static let officialCount = 8_438
  private static let tables: Set<String> = ["evalution.txt", "evaluation.txt"]

  public func read(_ root: URL) throws(CorpusError) -> CorpusContents {
    let tree = try FolderTree(root)
    let tables = tree.files.filter { Self.tables.contains($0.lastPathComponent.lowercased()) }
    var recordings = NamedRecordings(among: tree.files)
    guard let table = tables.first, recordings.byName.keys.contains(where: { $0.hasPrefix("MSP-") })
    else {
      throw .notTheCorpus(
        root: root.path,
        expected: "MSP-IMPROV, with Evalution.txt and recordings such as "
          + "session1/S01A/P/MSP-IMPROV-S01A-F01-P-FM01.wav",
        found: try Folder(root).summary)
    }
    var contents = try read(table, &recordings)
    contents.skipped += tree.unreachable
    guard !contents.recordings.isEmpty else {
      let lines = contents.skippedSummary(in: root).lines
      throw .notTheCorpus(
        root: table.path, expected: "labels such as UTD-IMPROV-S01A-F01-S-FM01.avi; N; A:3.000000;",
        found: lines.first ?? "none")
    }
    for other in tables.dropFirst() {
      contents.warnings.append("\(other.path) is not read; the labels are those of \(table.path).")
    }
    contents.compare(with: Self.officialCount, of: "turns of MSP-IMPROV", in: root)
    return contents
  }

  /// - Parameter recordings: those that lie on the disk, by name; none that the table labels is left.
  /// - Throws: `CorpusError.file` where the table cannot be read.
  private func read(_ table: URL, _ recordings: inout NamedRecordings) throws(CorpusError)
    -> CorpusContents
  {
    let text: [UInt8]
    do { text = try InputFile.contents(of: table) } catch { throw .file(error) }
    var contents = CorpusContents()
    contents.furtherColumns = MSPImprovTurn.columns
    contents.tables = [table]
    var codes: [String: String] = [:]
    for line in String(decoding: text, as: UTF8.self).split(whereSeparator: \.isNewline) {
      guard let turn = MSPImprovTurn(line) else {
        if MSPImprovTurn.isMeantBy(line) {
          contents.skipped.append(
            SkippedFile(
              table, "a line is not of the official form", detail: String(line.prefix(60)),
              isRecording: true))
        }
        continue
      }
      if let first = codes.updateValue(turn.code, forKey: turn.name) {
        if first != turn.code {
          contents.warnings.append(
            "\(table.path) labels \(turn.name) as \(first) and as \(turn.code); the first is kept.")
        }
        codes[turn.name] = first
        continue
      }
      guard let url = recordings.take(turn.name) else {
        contents.skipped.append(
          SkippedFile(
            table.deletingLastPathComponent().appending(path: "\(turn.name).wav"),
            "there is no such file, though \(table.lastPathComponent) labels it",
            label: turn.label))
        continue
      }
      do throws(NotOfTheCorpus) {
        contents.recordings.append(try turn.recording(at: url))
      } catch {
        contents.skipped.append(SkippedFile(url, error.reason, label: turn.label))
      }
    }
    contents.recordings.sort { $0.url.path < $1.url.path }
    contents.skipped += recordings.left.map {
      SkippedFile($0, "\(table.lastPathComponent) does not label it")
    }
    contents.skipped += recordings.skipped
    return contents
  }
}

/// The line that sums up what all raters said of a turn, such as
/// `UTD-IMPROV-S01A-F01-S-FM01.avi; N; A:3.000000; V:3.500000; D:3.000000 ; N:3.750000;`. Its values
/// may be `NaN`. Lines of single raters follow it and begin otherwise.
private struct MSPImprovTurn {
  /// The recording's name, which has MSP where the line has UTD.
  let name: String
  let code: String
  private let values: [String: String]

  static let columns = ["scenario", "arousal", "valence", "dominance", "naturalness"]

  private static let codes: [String: EmotionLabel] = [
    "A": .angry, "H": .happy, "S": .sad, "N": .neutral, "O": .other, "X": .undecided,
  ]
  private static let dimensions = [
    "A": "arousal", "V": "valence", "D": "dominance", "N": "naturalness",
  ]

  init?(_ line: Substring) {
    let fields = line.split(separator: ";").map { $0.trimmingCharacters(in: .whitespaces) }
    guard fields.count >= 2,
      let match = fields[0].wholeMatch(of: /(?:UTD|MSP)-IMPROV-([^.\s]+)\.(?i:avi|wav|mp4)/)
    else { return nil }
    name = "MSP-IMPROV-\(match.1)"
    code = fields[1]
    var values: [String: String] = [:]
    for field in fields.dropFirst(2) {
      let parts = field.split(separator: ":").map { $0.trimmingCharacters(in: .whitespaces) }
      if parts.count == 2, let column = Self.dimensions[parts[0]],
        Double(parts[1])?.isFinite == true
      {
        values[column] = parts[1]
      }
    }
    self.values = values
  }

  /// Whether a line seems to sum up a turn, were it of the official form or not.
  static func isMeantBy(_ line: Substring) -> Bool {
    line.prefixMatch(of: /\s*(?i:UTD|MSP)-IMPROV-/) != nil
  }

  /// The emotion's label, or the code where it is none of the corpus.
  var label: String { Self.codes[code]?.rawValue ?? code }

  func recording(at url: URL) throws(NotOfTheCorpus) -> Recording {
    let fields = name.split(separator: "-")
    guard fields.count == 6, fields[3].wholeMatch(of: /[FM]0[1-6]/) != nil,
      let session = fields[3].last
    else {
      throw NotOfTheCorpus("the name is not of the form MSP-IMPROV-S01A-F01-P-FM01.wav")
    }
    guard let emotion = Self.codes[code] else {
      throw NotOfTheCorpus("\(code) is none of the emotions A, H, S, N, O, X")
    }
    return Recording(
      url: url, emotion: emotion.rawValue, speaker: String(fields[3]),
      gender: fields[3].first == "F" ? "female" : "male", session: String(session),
      language: "eng", corpus: CorpusKind.mspImprov.rawValue,
      further: values.merging(["scenario": String(fields[4])]) { $1 })
  }
}
