import ArgumentParser
import Files
import Foundation
import Speech

/// `ser corpus show`
struct CorpusShow: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Count a manifest's recordings and look for problems in them.",
    discussion: """
      Counts by emotion, speaker, session, split (a column of that name), gender and language; \
      durations; speakers in more than one split or session, who must not be in training and test. \
      Every recording is read: what is missing, unreadable, silent, clipped, too short or there \
      twice is named, a flac copy of a wav too, and where copies have two labels, speakers or splits. \
      So are missing speakers, labels that say that there is none (nan, xxx), classes with one \
      speaker or recording, names that differ in case or blanks only (Angry, angry), and files under \
      two paths. The manifest is not changed.

      Examples:
        ser corpus show emodb.csv
        ser corpus show emodb.csv --json
        ser corpus show esd.csv --where language=cmn
      """)

  @Argument(help: "The manifest.", completion: .file(extensions: ["csv"]))
  var manifest: String

  @OptionGroup var selection: SelectionOptions
  @OptionGroup var answer: OutputOptions

  func run() async throws {
    let manifest = try Manifest(contentsOf: URL(filePath: manifest)).selecting(selection.rows())
    if let sentence = manifest.selectionSentence { warn(sentence) }
    let bar = answer.progressBar("Reading", total: manifest.recordings.count, unit: "recordings")
    let summary = try await Interrupt.cancelling {
      try await CorpusSummary(of: manifest) { done, _ in bar.update(done) }
    }
    bar.finish()
    if answer.json {
      print(try JSONFile.text(summary))
    } else {
      print(summary.table(), terminator: "")
    }
  }
}
