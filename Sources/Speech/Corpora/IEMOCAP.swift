import Files
public import Foundation

/// IEMOCAP (Busso et al. 2008): 10,039 turns of ten English-speaking actors in five sessions.
///
/// Labels stand in `Session1/dialog/EmoEvaluation/Ses01F_impro01.txt`, recordings in
/// `Session1/sentences/wav/Ses01F_impro01/Ses01F_impro01_F000.wav`. A turn's speaker is the session
/// with the letter of the last part of its name; the first letter tells who wore the markers.
public struct IEMOCAP: CorpusReader {
  public init() {}

  private static let officialCount = 10_039
  private static let sessions = 1...5
  private static let columns = ["valence", "arousal", "dominance"]

  public func read(_ root: URL) throws(CorpusError) -> CorpusContents {
    let here = try Folder(root).subfolders
    let present = Self.sessions.filter { here.contains("Session\($0)") }
    var contents = CorpusContents()
    contents.furtherColumns = Self.columns
    for session in present {
      try read(session, in: root.appending(path: "Session\(session)"), into: &contents)
    }
    guard !contents.recordings.isEmpty else {
      throw .notTheCorpus(
        root: root.path,
        expected: "IEMOCAP, with labels such as "
          + "Session1/dialog/EmoEvaluation/Ses01F_impro01.txt and recordings such as "
          + "Session1/sentences/wav/Ses01F_impro01/Ses01F_impro01_F000.wav",
        found: try Folder(root).summary)
    }
    if contents.recordings.count != Self.officialCount {
      contents.warnings.append(
        "\(root.path): \(contents.recordings.count) of the \(Self.officialCount) turns of IEMOCAP "
          + "were found.")
    }
    return contents
  }

  private func read(_ session: Int, in folder: URL, into contents: inout CorpusContents)
    throws(CorpusError)
  {
    // The folders beside the tables hold what single raters said.
    let labels = folder.appending(path: "dialog/EmoEvaluation")
    let audio = folder.appending(path: "sentences/wav")
    guard Folder.exists(labels), Folder.exists(audio) else { return }
    for table in try Folder(labels).files where table.pathExtension == "txt" {
      let dialog = table.deletingPathExtension().lastPathComponent
      var files = try Folder(ifThere: audio.appending(path: dialog))?.recordings ?? [:]
      for line in try lines(of: table) where line.hasPrefix("[") {
        guard let turn = IEMOCAPTurn(line) else {
          contents.skipped.append(
            SkippedFile(table, "the line \"\(line.prefix(60))\" is not of the official form"))
          continue
        }
        guard let url = files.removeValue(forKey: turn.name) else {
          contents.skipped.append(
            SkippedFile(
              audio.appending(path: "\(dialog)/\(turn.name).wav"), "there is no such file"))
          continue
        }
        guard let recording = turn.recording(at: url, session: session) else {
          contents.skipped.append(
            SkippedFile(
              url, "\(turn.code) is no emotion of IEMOCAP, or the name tells no speaker"))
          continue
        }
        contents.recordings.append(recording)
      }
      contents.skipped += files.values.sorted { $0.path < $1.path }.map {
        SkippedFile($0, "\(table.lastPathComponent) does not label it")
      }
    }
  }

  private func lines(of table: URL) throws(CorpusError) -> [Substring] {
    do {
      return String(decoding: try InputFile.contents(of: table), as: UTF8.self)
        .split(whereSeparator: \.isNewline)
    } catch {
      throw .file(error)
    }
  }
}

/// A turn's first line in a table of IEMOCAP, such as
/// `[6.2901 - 8.2357]⇥Ses01F_impro01_F000⇥neu⇥[2.5000, 2.5000, 2.5000]`: times, name, emotion, and
/// means of valence, activation and dominance.
private struct IEMOCAPTurn {
  let name, code: String
  private let valence, activation, dominance: String

  private static let codes: [String: EmotionLabel] = [
    "ang": .angry, "hap": .happy, "exc": .excited, "sad": .sad, "neu": .neutral,
    "fru": .frustrated, "fea": .fearful, "sur": .surprised, "dis": .disgusted, "oth": .other,
    "xxx": .undecided,
  ]

  init?(_ line: Substring) {
    let form =
      /\[\d+\.\d+ - \d+\.\d+\]\t(\w+)\t(\w+)\t\[(\d+\.\d+), (\d+\.\d+), (\d+\.\d+)\]\s*/
    guard let match = line.wholeMatch(of: form) else { return nil }
    name = String(match.1)
    code = String(match.2)
    valence = String(match.3)
    activation = String(match.4)
    dominance = String(match.5)
  }

  /// nil where the code or the speaker's letter is none of IEMOCAP's.
  func recording(at url: URL, session: Int) -> Recording? {
    guard let emotion = Self.codes[code],
      let letter = name.split(separator: "_").last?.first, letter == "F" || letter == "M"
    else { return nil }
    return Recording(
      url: url, emotion: emotion.rawValue, speaker: "0\(session)\(letter)",
      gender: letter == "F" ? "female" : "male", session: String(session), language: "eng",
      corpus: CorpusKind.iemocap.rawValue,
      further: ["valence": valence, "arousal": activation, "dominance": dominance])
  }
}
