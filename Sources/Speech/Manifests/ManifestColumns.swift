import Files
import Foundation

/// The known columns of a manifest, in the order in which they are written.
enum ManifestColumn: String, CaseIterable {
  case file, emotion, speaker, gender, session, language, corpus

  /// The further column of the corpus's own division.
  private static let ofSplit = "split"

  /// What other programs and people call it.
  private static let otherNamesOfSplit: Set = [
    "splits", "splitname", "datasplit", "datasetsplit", "partition", "partitions", "subset", "set",
    "datasubset", "traintest", "trainortest", "traintestsplit", "usage",
  ]

  /// The further columns of a recording that is a part: its file, as manifests list it, and where in
  /// this the part lies, in seconds.
  static let ofParts = ["source", "start", "end"]

  /// Further columns that other parts of the program know by these names.
  private static let knownFurther = [ofSplit] + ofParts

  /// Columns that say which part of its file a row is in other programs' tables, in small letters.
  private static let ofOtherParts: Set = ["start", "end", "offset", "duration", "channel"]

  /// What other programs and people call them, in small letters and without what joins words.
  private var otherNames: Set<String> {
    switch self {
    case .file:
      [
        "filename", "filepath", "path", "wav", "wavpath", "wavfile", "audio", "audiopath",
        "audiofile",
        "recording", "utterance", "sound", "soundfile", "name", "clip", "fname",
      ]
    case .emotion:
      [
        "label", "labels", "class", "category", "emotions", "emo", "emotionlabel", "target",
        "emotionclass", "majoremotion", "sentiment",
      ]
    case .speaker:
      [
        "speakerid", "speakerno", "speakernumber", "speakercode", "speakername", "speakers", "spk",
        "spkid", "spkr", "actor", "actorid", "actress", "subject", "subjectid", "subjects",
        "participant", "participantid", "participants", "talker", "talkerid", "person", "personid",
        "performer", "performerid", "informant", "voice", "voiceid", "user", "userid", "client",
        "clientid",
      ]
    case .gender: ["sex", "speakergender"]
    case .session: ["sessionid", "sess"]
    case .language: ["lang", "languages"]
    case .corpus: ["dataset", "database", "corpusname"]
    }
  }

  /// The columns that the program knows the meaning of, with what else they are called.
  private static let meanings: [(column: String, otherNames: Set<String>)] =
    allCases.map { ($0.rawValue, $0.otherNames) } + [(ofSplit, otherNamesOfSplit)]

  /// Where the columns of one table lie.
  struct Positions {
    let file: Int
    let emotion: Int
    private let known: [ManifestColumn: Int]
    let further: [(name: String, index: Int)]
    /// The column of the files that rows are parts of; nil where they are none.
    private let source: Int?
    /// What a user may have meant otherwise, a sentence each.
    let warnings: [String]

    /// - Throws: `FileError.malformed` where a required column is missing or a known one is there
    ///   twice.
    init(of table: CSVTable, at url: URL) throws(FileError) {
      let names = table.header.map { $0.trimmingCharacters(in: .whitespaces) }
      var known: [ManifestColumn: Int] = [:]
      for column in ManifestColumn.allCases {
        // Spreadsheets and people write File as well as file.
        let places = names.indices.filter { names[$0].lowercased() == column.rawValue }
        guard places.count < 2 else {
          throw .malformed(
            path: url.path,
            what: "the header has the column \(column.rawValue) twice "
              + "(\(places.map { "\"\(table.header[$0])\"" }.joined(separator: " and "))); rename or "
              + "remove one")
        }
        known[column] = places.first
      }
      guard let file = known[.file], let emotion = known[.emotion] else {
        throw Self.missing([.file, .emotion].filter { known[$0] == nil }, in: names, at: url)
      }
      (self.file, self.emotion, self.known) = (file, emotion, known)
      let taken = Set(known.values)
      let further = names.indices.filter { !taken.contains($0) }
      self.further = further.map { index in
        let name = names[index]
        let familiar = ManifestColumn.knownFurther.first { $0 == name.lowercased() }
        return (familiar ?? name, index)
      }
      let areParts = Set(self.further.map(\.name)).isSuperset(of: ManifestColumn.ofParts)
      source = areParts ? self.further.first { $0.name == ManifestColumn.ofParts[0] }?.index : nil
      let idle =
        areParts
        ? [] : names.filter { ManifestColumn.ofOtherParts.contains($0.lowercased()) }
      let parts =
        idle.isEmpty
        ? []
        : [
          "\(url.path): the column\(idle.count == 1 ? "" : "s") \(idle.listed(atMost: 5)) "
            + "\(idle.count == 1 ? "is" : "are") kept and not used; a row is a whole recording."
        ]
      let present = Set(known.keys.map(\.rawValue) + self.further.map(\.name))
      let others = ManifestColumn.meanings.filter { !present.contains($0.column) }
        .compactMap { column, otherNames in
          ManifestColumn.name(of: column, otherwise: otherNames, among: further.map { names[$0] })
            .map { name in
              "\(url.path): the column \(name) is kept and not used; rename it to \(column) if that is what "
                + "it holds."
            }
        }
      warnings = parts + others
    }

    private static func missing(
      _ columns: [ManifestColumn], in names: [String], at url: URL
    ) -> FileError {
      let renamings = columns.compactMap { column in
        name(of: column.rawValue, otherwise: column.otherNames, among: names)
          .map { "rename the column \($0) to \(column.rawValue)" }
      }
      let fix =
        if !renamings.isEmpty {
          renamings.joined(separator: " and ")
        } else if names.contains(where: { SoundFormat.isSound(URL(fileURLWithPath: $0)) }) {
          "the first line seems to be a recording already: write a header above it"
        } else {
          "add or rename a column"
        }
      let lacking = columns.map { "the column \($0.rawValue) is missing" }
      return .malformed(
        path: url.path,
        what: "\(lacking.joined(separator: " and ")), the header has "
          + "\(names.inShort); \(fix), for a manifest begins with "
          + "file,emotion,speaker,gender,session,language,corpus")
    }

    /// What a row says of a recording.
    ///
    /// - Throws: `FileError.malformed` where the file or the emotion is empty, the file's path is of another
    ///   system, or another column holds a control character.
    func recording(_ row: [String], line: Int, manifest: URL) throws(FileError) -> Recording {
      func text(_ column: ManifestColumn) -> String {
        known[column].map { row[$0].trimmingCharacters(in: .whitespaces) } ?? ""
      }
      for column in [ManifestColumn.file, .emotion] where text(column).isEmpty {
        throw .malformed(
          path: manifest.path,
          what: "line \(line) has no \(column.rawValue); fill it in or remove the line")
      }
      // A path may hold any; these go into tables, figures and onto the terminal.
      for column in ManifestColumn.allCases
      where column != .file && text(column).hasControlCharacter {
        throw .malformed(
          path: manifest.path,
          what: "line \(line) has a line break or another control character in the column "
            + "\(column.rawValue); write it without")
      }
      let folder = manifest.absoluteURL.deletingLastPathComponent()
      if let fault = ListedPath.fault(of: text(.file), in: folder) {
        throw .malformed(path: manifest.path, what: "line \(line): \(fault)")
      }
      return Recording(
        url: ListedPath.url(text(.file), in: folder), emotion: text(.emotion),
        speaker: text(.speaker), gender: text(.gender), session: text(.session),
        language: text(.language), corpus: text(.corpus), source: source(of: row, in: folder),
        further: Dictionary(further.map { ($0.name, row[$0.index]) }) { first, _ in first })
    }

    private func source(of row: [String], in folder: URL) -> URL? {
      guard let path = source.map({ row[$0].trimmingCharacters(in: .whitespaces) }), !path.isEmpty
      else { return nil }
      return ListedPath.url(path, in: folder)
    }
  }

  /// The first of some columns of other tables that seems to be meant by one of ours.
  private static func name(
    of column: String, otherwise otherNames: Set<String>, among names: [String]
  ) -> String? {
    names.first { name in
      let plain = name.lowercased().filter { $0.isLetter || $0.isNumber }
      return plain == column || otherNames.contains(plain)
    }
  }
}

extension String {
  /// Whether it has line breaks, or what moves a terminal's cursor or its colours.
  var hasControlCharacter: Bool {
    unicodeScalars.contains { $0.properties.generalCategory == .control }
  }
}
