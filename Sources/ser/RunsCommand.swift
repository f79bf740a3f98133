import ArgumentParser

/// `ser runs`
struct RunsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "runs",
    abstract: "List runs, and lay them side by side.",
    discussion: """
      Examples:
        ser runs
        ser runs runs/a
        ser runs compare runs/a runs/b
      """,
    subcommands: [RunsList.self, RunsCompare.self],
    defaultSubcommand: RunsList.self)
}
