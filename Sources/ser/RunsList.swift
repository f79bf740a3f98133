import ArgumentParser
import Emotion
import Files
import Foundation
import Report
import Training

/// `ser runs list`
struct RunsList: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "List the runs in a folder, the latest first.",
    discussion: """
      The state of a run that is worked on names the processes that do, and the parts of an experiment that \
      they compute. The time is that in which anybody worked on it: what several processes did side by side \
      counts once. UAR is the unweighted average \
      recall, in per cent, of an experiment's last row, which is the method's and is named beside it, \
      or of a single model; `ser runs compare` shows all rows.

      Examples:
        ser runs
        ser runs runs/table2
        ser runs list /data/runs --json
      """)

  @Argument(
    help: "The folder that holds the runs' folders, or one of these.", completion: .directory)
  var folder = "runs"

  @OptionGroup var answer: OutputOptions

  /// A line of the list.
  private struct Line: Encodable {
    let run: String
    let command: String
    /// The names of its manifests.
    let corpora: [String]
    let preset: String?
    let started: String
    let state: String
    let seconds: Double?
    let uar: Double?
    /// The experiment's row that this is of.
    let row: String?
    /// Who works on it, the first where several share it.
    let host: String?
    let process: Int32?
  }

  func run() async throws {
    let lines = try found().sorted { ($1.started, $0.run) < ($0.started, $1.run) }
    if answer.json {
      print(try JSONFile.text(lines))
      return
    }
    guard !lines.isEmpty else {
      print("\(folder) holds no run; a command's --output names a run's folder.")
      return
    }
    var table = Table(
      ["run", "what", "of", "state", "UAR", "of the row", "started", "time", "preset"],
      alignments: [.left, .left, .left, .left, .right, .left, .left, .right, .left])
    for line in lines {
      table.append([
        line.run, line.command.split(separator: " ").last.map(String.init) ?? "",
        line.corpora.joined(separator: ", "), line.state,
        line.uar.map { String(format: "%.1f", 100 * $0) } ?? "", line.row ?? "", line.started,
        line.seconds.map { Progress.text(seconds: $0) } ?? "", line.preset ?? "",
      ])
    }
    print(table.folded, terminator: "")
  }

  private func found() throws -> [Line] {
    let root = URL(filePath: folder, directoryHint: .isDirectory)
    if RunFolder.isRun(root) { return [Self.line(of: folder, in: root)].compactMap(\.self) }
    return try Folder.names(in: root).sorted().compactMap { name in
      Self.line(of: name, in: root.appending(path: name, directoryHint: .isDirectory))
    }
  }

  /// nil where there is no run, or one that cannot be read, which is told.
  private static func line(of name: String, in url: URL) -> Line? {
    do {
      let run = try RecordedRun(url)
      return Line(
        run: name, command: run.environment.subcommand, corpora: run.corpora, preset: run.preset,
        started: run.environment.date, state: try run.state, seconds: run.seconds,
        uar: run.averageRecall, row: run.averagedRow, host: run.holders.first?.host,
        process: run.holders.first?.process)
    } catch RunError.noRun {
      // One may lie in a folder that nobody may look into.
      if Folder.isFolder(url), (try? Folder.names(in: url)) == nil {
        warn("\(url.path) cannot be opened and is not listed; see who may read it.")
      }
    } catch RunError.onlyEvaluation {
      // Earlier versions wrote them beside runs.
    } catch {
      warn("A run is not listed: \(error)")
    }
    return nil
  }
}
