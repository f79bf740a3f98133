import Files
import Foundation

extension CorpusContents {
  /// Leaves out recordings that are a file under another name, as links make of one: a manifest lists none
  /// twice. The file's own name goes before those of links. Parts of a file are recordings of their own.
  public mutating func leaveOutSameFiles() {
    let paths = Dictionary(grouping: recordings.indices.filter { spans[$0] == nil }) {
      FileIdentity(recordings[$0].url)
    }
    var firsts: [Int: Int] = [:]
    for (identity, same) in paths where identity.isThere && same.count > 1 {
      let first = same.first { !recordings[$0].url.isLink } ?? same[0]
      for index in same where index != first { firsts[index] = first }
    }
    if firsts.isEmpty { return }
    var kept = CorpusContents()
    for (index, recording) in recordings.enumerated() {
      guard let first = firsts[index].map({ recordings[$0] }) else {
        kept.spans[kept.recordings.count] = spans[index]
        kept.recordings.append(recording)
        continue
      }
      skipped.append(
        SkippedFile(
          recording.url,
          first.emotion == recording.emotion
            ? "the same file is listed by another name"
            : "the same file is listed by another name, and under another emotion",
          detail: first.url.path, label: recording.emotion, isRecording: false))
    }
    (recordings, spans) = (kept.recordings, kept.spans)
  }
}

extension URL {
  fileprivate var isLink: Bool {
    (try? FileManager.default.destinationOfSymbolicLink(atPath: path)) != nil
  }
}
