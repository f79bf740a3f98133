import Files
import Foundation

extension CorpusProblem {
  /// What the recordings contradict each other in that hold the same sound.
  ///
  /// - Parameter hashes: of each recording's samples; nil where they cannot be read.
  static func sameSounds(_ recordings: [Recording], hashes: [ContentHash?]) -> [CorpusProblem] {
    let known = zip(recordings, hashes).compactMap { recording, hash in
      hash.map { (recording: recording, hash: $0) }
    }
    let groups = Dictionary(grouping: known, by: \.hash).values.filter { $0.count > 1 }
      .map { $0.map(\.recording) }
      .sorted { $0[0].url.path < $1[0].url.path }
    let views: [(kind: Kind, what: String, value: (Recording) -> String)] = [
      (.twoLabels, "emotion", \.emotion),
      (.twoSpeakers, "speaker", { $0.person?.description ?? "" }),
      (.twoSplits, "split", { $0.further["split"] ?? "" }),
    ]
    return groups.flatMap { group in
      views.compactMap { kind, what, value in
        let values = Set(group.map(value)).subtracting([""])
        guard values.count > 1 else { return nil }
        let names = FileName.telling(group.prefix(4).map(\.url.path))
        let says = zip(names, group.map(value)).map { "\($0) (\($1.isEmpty ? "unknown" : $1))" }
        return CorpusProblem(
          kind,
          "\(says.joined(separator: ", "))\(group.count > 4 ? ", …" : "") hold the same sound; keep one "
            + "with the right \(what)", files: group.map(\.url))
      }
    }
  }

  /// Recordings that are one file under two paths, and paths that are the same but for their Unicode
  /// form.
  static func paths(of manifest: Manifest) -> [CorpusProblem] {
    let recordings = manifest.recordings
    var problems = manifest.repeats.map {
      CorpusProblem(.sameFile, $0.description, files: [$0.url])
    }
    let files = recordings.map { (identity: FileIdentity($0.url), recording: $0) }
      .filter(\.identity.isThere)
    problems += Dictionary(grouping: files, by: \.identity).values.filter { $0.count > 1 }
      .map { $0.map(\.recording) }.sorted { $0[0].url.path < $1[0].url.path }
      .map { group in
        CorpusProblem(
          .sameFile, "\(list(group)) are one file under \(group.count) paths; list it once",
          files: group.map(\.url))
      }
    // As texts, paths in two Unicode forms are equal.
    problems += Dictionary(grouping: recordings, by: \.url.path).values
      .filter { Set($0.map { ExactText($0.url.path) }).count > 1 }
      .sorted { $0[0].url.path < $1[0].url.path }
      .map { group in
        CorpusProblem(
          .unicodeForms,
          "\(group[0].url.lastPathComponent) is listed under \(group.count) names that look the same "
            + "and differ in their Unicode form (NFC, NFD); rename one, or list it once",
          files: group.map(\.url))
      }
    return problems
  }
}
