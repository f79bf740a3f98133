import Files
import Foundation
import Yams

/// What `db.yaml` says that a manifest wants to know.
struct AudformatHeader {
  /// The database's name.
  let name: String
  /// The language of all recordings where there is just one; else empty.
  let language: String
  /// What is said of each speaker, such as `gender`.
  let speakers: [String: [String: String]]

  /// - Throws: `CorpusError.file` where the file cannot be read or is no YAML.
  init(contentsOf url: URL) throws(CorpusError) {
    let node: Node?
    do {
      let text = String(decoding: try InputFile.contents(of: url), as: UTF8.self)
      node = try Yams.compose(yaml: text)
    } catch let error as FileError {
      throw .file(error)
    } catch {
      throw .file(.malformed(path: url.path, what: "it is not YAML; save the database again"))
    }
    name = node?["name"]?.string ?? url.deletingLastPathComponent().lastPathComponent
    let languages = node?["languages"]?.sequence?.compactMap(\.string) ?? []
    language = languages.count == 1 ? languages[0] : ""
    var speakers: [String: [String: String]] = [:]
    for (speaker, facts) in node?["schemes"]?["speaker"]?["labels"]?.mapping ?? [:] {
      guard let speaker = speaker.scalar?.string else { continue }
      for (fact, value) in facts.mapping ?? [:] {
        speakers[speaker, default: [:]][fact.string ?? ""] = value.scalar?.string
      }
    }
    self.speakers = speakers
  }
}
