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
    contents.compare(with: Self.officialCount, of: "turns of IEMOCAP", in: root)
    for session in Self.sessions where !present.contains(session) {
      let like = here.first { $0.lowercased() == "session\(session)" }
      contents.warnings.append(
        "\(root.path): there is no Session\(session)"
          + (like.map { ", though \($0); rename it." } ?? "."))
    }
    for name in here where !present.map({ "Session\($0)" }).contains(name) {
      contents.skipTurns(
        in: root.appending(path: name), because: "it lies in none of Session1 to Session5")
    }
    return contents
  }

  private func read(_ session: Int, in folder: URL, into contents: inout CorpusContents)
    throws(CorpusError)
  {
    // The folders beside the tables hold what single raters said.
    let labels = folder.appending(path: "dialog/EmoEvaluation")
    let audio = folder.appending(path: "sentences/wav")
    let isRecorded = Folder.exists(audio)
    for (place, isThere) in [(labels, Folder.exists(labels)), (audio, isRecorded)] where !isThere {
      let lack = PathEntry(place) == .missing ? "is not there" : "cannot be read"
      contents.warnings.append("\(place.path) \(lack): nothing of session \(session) is taken.")
    }
    for table in try Folder(ifThere: labels)?.files ?? [] where table.pathExtension == "txt" {
      contents.tables.append(table)
      let dialog = table.deletingPathExtension().lastPathComponent
      let there = try Folder(ifThere: audio.appending(path: dialog))?.files ?? []
      var files = NamedRecordings(among: there)
      for line in try lines(of: table) where line.hasPrefix("[") {
        guard let turn = IEMOCAPTurn(line) else {
          contents.skipped.append(
            SkippedFile(
              table, "a line is not of the official form", detail: String(line.prefix(60)),
              isRecording: true))
          continue
        }
        guard let url = files.take(turn.name) else {
          contents.skipped.append(
            SkippedFile(
              audio.appending(path: "\(dialog)/\(turn.name).wav"),
              isRecorded
                ? "there is no such file" : "Session\(session) has no folder sentences/wav",
              label: turn.label))
          continue
        }
        if let said = turn.session, said != session {
          contents.skipped.append(
            SkippedFile(
              url, "the name is of another session than the folder", label: turn.label))
          continue
        }
        guard let recording = turn.recording(at: url, session: session) else {
          contents.skipped.append(
            SkippedFile(
              url, "\(turn.code) is no emotion of IEMOCAP, or the name tells no speaker",
              label: turn.label))
          continue
        }
        contents.recordings.append(recording)
      }
      contents.skipped += files.left.map {
        SkippedFile($0, "the table of its dialog does not label it")
      }
      contents.skipped += files.skipped
    }
    if isRecorded {
      contents.skipRest(
        of: try FolderTree(audio), because: "dialog/EmoEvaluation has no table of its dialog")
    } else if !Folder.exists(labels) {
      contents.skipTurns(in: folder, because: "Session\(session) has no folder sentences/wav")
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

extension CorpusContents {
  /// Lists the turns that lie in a folder that is not read, however its folders are spelled; sounds of
  /// whole dialogs are none.
  fileprivate mutating func skipTurns(in folder: URL, because reason: String) {
    do throws(CorpusError) {
      let tree = try FolderTree(folder).only(inFolders: { $0.lowercased() == "sentences" })
      skipRest(of: tree, because: reason)
    } catch {
      skipped.append(SkippedFile(folder, "the folder cannot be listed", isRecording: true))
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

  /// The emotion's label, or the code where it is none of IEMOCAP's.
  var label: String { Self.codes[code]?.rawValue ?? code }

  /// The session that the name tells; nil where it is not of the official form.
  var session: Int? { name.prefixMatch(of: /Ses0([0-9])[FM]_/).flatMap { Int($0.1) } }

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
