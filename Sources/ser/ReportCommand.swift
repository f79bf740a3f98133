import ArgumentParser
import Emotion
import Files
import Foundation

/// `ser report`
struct ReportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "Write a page with a run's tables, figures and conditions.",
    discussion: """
      report.html is one file that opens offline, in light and dark, and prints. Beside it lie the \
      figures as SVG and the tables as CSV and LaTeX. An experiment that is still running is reported \
      as far as it is.

      Examples:
        ser report runs/table2
        ser report runs/table2 runs/ablation --output runs/both
      """)

  @Argument(help: "The run's folder, or several.", completion: .directory)
  var runs: [String]

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("The folder to write to; without it the first run's.", valueName: "folder"),
    completion: .directory)
  var output: String?

  @OptionGroup var answer: OutputOptions

  private struct Answer: Encodable {
    let page: String
    let files: [String]
  }

  func validate() throws {
    if runs.isEmpty { throw ValidationError("Give the folder of at least one run.") }
  }

  func run() async throws {
    var reports: [RunReport] = []
    for path in runs { reports.append(RunReport(try RecordedRun(URL(filePath: path)))) }
    let folder = ReportFolder(URL(filePath: output ?? runs[0]))
    let files = try folder.write(reports)
    let leftovers = folder.leftovers(beside: files).map(\.path)
    if let first = leftovers.first {
      let lie = leftovers.count == 1 ? "lies beside this one:" : "lie beside this one, such as"
      warn(
        "\(counted(leftovers.count, "file")) of an earlier report \(lie) \(first); remove what you do not want."
      )
    }
    if answer.json {
      print(
        try JSONFile.text(
          Answer(page: folder.page.path, files: files.map(\.path))))
    } else {
      print(
        "\(folder.page.path), and \(counted(files.count - 1, "file")) of "
          + "figures and tables beside it")
    }
  }
}
