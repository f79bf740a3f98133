import ArgumentParser
import Emotion
import Speech

/// Which recordings of a manifest are used, and what becomes of those that cannot be read.
struct ReadingOptions: ParsableArguments {
  @Flag(
    help: ArgumentHelp(
      "Go on without recordings that cannot be read, and say which they are.",
      discussion: "With --features, also without those of which the table has no row."))
  var skipUnreadable = false

  @OptionGroup var selection: SelectionOptions

  /// Options that decide the result beside the settings.
  var further: [String: String] {
    var further = skipUnreadable ? ["--skip-unreadable": "true"] : [:]
    if !selection.conditions.isEmpty {
      further["--where"] = selection.conditions.sorted().joined(separator: ", ")
    }
    return further
  }

  /// - Throws: `CorpusError.setting` where a condition makes no sense.
  func rows() throws(CorpusError) -> RowSelection { try selection.rows() }

  /// - Throws: `CorpusError.setting` where rows are asked for of a single recording.
  func requireNoSelection(of recording: String) throws(CorpusError) {
    guard selection.conditions.isEmpty else {
      throw .setting(
        "--where chooses among the rows of a manifest, and \(recording) is a recording; leave it away."
      )
    }
  }
}

/// Which rows of a manifest are used.
struct SelectionOptions: ParsableArguments {
  @Option(
    name: .customLong("where"), parsing: .singleValue,
    help: ArgumentHelp(
      "Only the recordings that have this in a column, such as language=cmn; may be given more than once.",
      discussion: "Of one column any of the words will do, of several columns all must hold.",
      valueName: "column=value"))
  var conditions: [String] = []

  /// - Throws: `CorpusError.setting` where one makes no sense.
  func rows() throws(CorpusError) -> RowSelection { try RowSelection(parsing: conditions) }
}
