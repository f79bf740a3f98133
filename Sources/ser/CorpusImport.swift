public import ArgumentParser
import Files
import Foundation
import Speech

/// `ser corpus import`
struct CorpusImport: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Write the manifest of a corpus.",
    discussion: """
      The corpus is read as its authors give it out, .wav or the same names as .flac, and nothing \
      in it is changed. Every recording is listed; other commands choose classes. Where audformat \
      labels parts of a recording, these are written as recordings of their own beside the manifest, \
      whose columns source, start and end say which they are. What is left out is counted by reason and \
      label, and listed in full by --json.

      Where labels stand in the names of files or folders, names takes any corpus: --pattern says how, and \
      is held against the end of each path. {emotion}, {speaker}, {gender}, {session}, {language}, {corpus} \
      and {split} become columns, {} is anything, {#} digits, {speaker:2} two characters. Without it each \
      folder is an emotion: {emotion}/{}. MELD's mp4 needs ffmpeg.

      Examples:
        ser corpus import emodb /data/emodb --output emodb.csv
        ser corpus import esd "/data/Emotion Speech Dataset" --output esd.csv
        ser corpus import csv /data/mine/list.csv --output mine.csv
        ser corpus import esd ESD --where language=cmn --output mandarin.csv
        ser corpus import crema-d /data/CREMA-D --output crema-d.csv
        ser corpus import names voice -o v.csv --pattern '{speaker}_{emotion}_{}.wav'
        ser corpus import names b -o b.csv --pattern '{speaker:2}{emotion:1}{#}'
        ser corpus import audformat db --table heard --output db.csv
      """)

  @Argument(
    help: "The corpus: \(CorpusKind.allCases.map(\.rawValue).joined(separator: ", ")).")
  var kind: CorpusKind

  @Argument(help: "Its folder, or the file for csv.", completion: .directory)
  var root: String

  @Option(
    name: .shortAndLong, help: ArgumentHelp("The manifest to write.", valueName: "file.csv"),
    completion: .file(extensions: ["csv"]))
  var output: String

  @Option(
    name: .customLong("table"), parsing: .singleValue,
    help: ArgumentHelp(
      "A table of audformat to take labels from; may be given more than once.",
      discussion:
        "Without it all that have some, which must agree. Of several given, the first counts where "
        + "they contradict each other.",
      valueName: "name"))
  var tables: [String] = []

  @Option(
    help: ArgumentHelp(
      "The column of audformat's labels; without it that of the name or scheme emotion.",
      valueName: "name"))
  var column: String?

  @Option(
    help: ArgumentHelp(
      "How paths say what recordings are, for names, such as '{speaker}_{}_{emotion}_{}.wav'.",
      valueName: "pattern"))
  var pattern: String?

  @Option(
    name: .customLong("map"),
    help: ArgumentHelp(
      "Emotions for what names have for them, for names, such as ANG=angry,SAD=sad; may be given more than "
        + "once.", valueName: "code=emotion"))
  var rules: [String] = []

  @OptionGroup var selection: SelectionOptions
  @OptionGroup var answer: OutputOptions

  /// The answer as JSON.
  private struct Answer: Encodable {
    struct Skipped: Encodable {
      let file: String
      let reason: String
      let detail: String?
      let label: String?
    }
    let manifest: String
    let recordings: Int
    let leftOut: SkippedSummary
    let skipped: [Skipped]
    let notes: [String]
    let warnings: [String]
  }

  func validate() throws {
    guard kind == .audformat || (tables.isEmpty && column == nil) else {
      throw ValidationError("--table and --column are for audformat.")
    }
    guard kind == .names || (pattern == nil && rules.isEmpty) else {
      throw ValidationError("--pattern and --map are for names.")
    }
  }

  /// - Throws: `CorpusError.setting` where the pattern or the map makes no sense.
  private func reader() throws(CorpusError) -> any CorpusReader {
    switch kind {
    case .names:
      AnyNames(
        pattern: try pattern.map(NamePattern.init(parsing:)) ?? .folderAnEmotion,
        map: rules.isEmpty ? nil : try LabelMap(rules: rules.flatMap(\.trimmedList)))
    case .audformat:
      Audformat(
        tables: tables.flatMap(\.trimmedList).filter { !$0.isEmpty },
        column: column.map { $0.trimmingCharacters(in: .whitespaces) })
    default: kind.reader
    }
  }

  func run() async throws {
    let manifest = URL(filePath: output)
    let root = URL(filePath: root)
    var read = try reader().read(root)
    read.leaveOutSameFiles()
    try read.select(selection.rows(), of: root)
    try guardOutput(manifest, of: read)
    let room = try room(for: read, beside: manifest)
    let contents = try read.cuttingSpans(beside: manifest, from: root)
    room?.release()
    try Manifest.write(
      contents.recordings, furtherColumns: contents.furtherColumns, to: manifest)
    if let interruption = contents.interruption {
      throw PartlyDone(
        interruption.error, done: contents.recordings.count, of: interruption.all, "recordings",
        list: manifest)
    }
    let leftOut = contents.skippedSummary(in: root)
    if answer.json {
      try printAsJSON(contents, leftOut, at: manifest)
    } else {
      print("\(manifest.path): \(counted(contents.recordings.count, "recording"))")
      for note in contents.notes { print("  \(note)") }
    }
    for warning in contents.warnings { warn(warning) }
    for line in leftOut.lines { warn(line) }
  }

  private func printAsJSON(
    _ contents: CorpusContents, _ leftOut: SkippedSummary, at manifest: URL
  ) throws {
    let skipped = contents.skipped.map {
      Answer.Skipped(
        file: $0.url.path, reason: $0.reason, detail: $0.detail.isEmpty ? nil : $0.detail,
        label: $0.label.isEmpty ? nil : $0.label)
    }
    print(
      try JSONFile.text(
        Answer(
          manifest: manifest.path, recordings: contents.recordings.count, leftOut: leftOut,
          skipped: skipped, notes: contents.notes, warnings: contents.warnings)))
  }

  /// Whether a file in the corpus's folder may be a table of labels.
  private func isRead(_ file: URL) -> Bool {
    kind == .csv || (kind == .audformat && file.lastPathComponent.hasPrefix("db."))
  }

  /// Nothing of a corpus is changed: neither its recordings nor what else lies in its folder, but for an
  /// earlier manifest of it.
  ///
  /// - Throws: `FileError` where something of it would be written over, or the manifest cannot be written.
  private func guardOutput(_ manifest: URL, of contents: CorpusContents) throws(FileError) {
    let root = URL(filePath: root)
    let recordings =
      contents.tables + contents.recordings.map(\.url) + contents.skipped.map(\.url)
    try OutputGuard(
      reading: ([root] + recordings + CommandInputs.below(root))
        .filter { isRead($0) || !Manifest.isOurs($0) }
    ).require([manifest], endingIn: ["csv"], overManifests: true)
  }

  /// Room for the manifest, which is written when parts of recordings are; nil where there are none.
  ///
  /// - Throws: `FileError.diskFull` where there is none, `.cannotCreate` or `.io`.
  private func room(
    for contents: CorpusContents, beside manifest: URL
  ) throws(FileError) -> ReservedRoom? {
    guard !contents.spans.isEmpty else { return nil }
    // Its path and that of its file, and what else stands in a row.
    let bytes = contents.recordings.reduce(0) { sum, recording in
      sum + 2 * recording.url.path.utf8.count + 500
        + recording.further.values.reduce(0) { $0 + $1.utf8.count }
    }
    return try ReservedRoom(in: manifest.deletingLastPathComponent(), bytes: bytes)
  }
}

extension CorpusKind: ExpressibleByArgument {}
