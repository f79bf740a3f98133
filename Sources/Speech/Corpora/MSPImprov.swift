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
    let files = try Folder.files(below: root)
    let tables = files.filter { Self.tables.contains($0.lastPathComponent.lowercased()) }
    var recordings = Folder.recordings(among: files)
    guard let table = tables.first, recordings.keys.contains(where: { $0.hasPrefix("MSP-") })
    else {
      throw .notTheCorpus(
        root: root.path,
        expected: "MSP-IMPROV, with Evalution.txt and recordings such as "
          + "session1/S01A/P/MSP-IMPROV-S01A-F01-P-FM01.wav",
        found: try Folder(root).summary)
    }
    var contents = try read(table, &recordings)
    if contents.recordings.count != Self.officialCount {
      contents.warnings.append(
        "\(root.path): \(contents.recordings.count) of the \(Self.officialCount) turns of "
          + "MSP-IMPROV were found.")
    }
    return contents
  }

  /// - Parameter recordings: those that lie on the disk, by name; none that the table labels is left.
  /// - Throws: `CorpusError.file` where the table cannot be read.
  private func read(_ table: URL, _ recordings: inout [String: URL]) throws(CorpusError)
    -> CorpusContents
  {
    let text: [UInt8]
    do { text = try InputFile.contents(of: table) } catch { throw .file(error) }
    var contents = CorpusContents()
    contents.furtherColumns = MSPImprovTurn.columns
    var labelled: Set<String> = []
    for line in String(decoding: text, as: UTF8.self).split(whereSeparator: \.isNewline) {
      guard let turn = MSPImprovTurn(line), labelled.insert(turn.name).inserted else { continue }
      guard let url = recordings.removeValue(forKey: turn.name) else {
        contents.skipped.append(
          SkippedFile(
            table.deletingLastPathComponent().appending(path: "\(turn.name).wav"),
            "there is no such file, though \(table.lastPathComponent) labels it"))
        continue
      }
      do throws(NotOfTheCorpus) {
        contents.recordings.append(try turn.recording(at: url))
      } catch {
        contents.skipped.append(SkippedFile(url, error.reason))
      }
    }
    contents.recordings.sort { $0.url.path < $1.url.path }
    contents.skipped += recordings.values.sorted { $0.path < $1.path }.map {
      SkippedFile($0, "\(table.lastPathComponent) does not label it")
    }
    return contents
  }
}

/// The line that sums up what all raters said of a turn, such as
/// `UTD-IMPROV-S01A-F01-S-FM01.avi; N; A:3.000000; V:3.500000; D:3.000000 ; N:3.750000;`. Its values
/// may be `NaN`. Lines of single raters follow it and begin otherwise.
private struct MSPImprovTurn {
  /// The recording's name, which has MSP where the line has UTD.
  let name: String
  private let code: String
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
