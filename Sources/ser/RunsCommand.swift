import ArgumentParser

/// `ser runs`
struct RunsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "runs",
    abstract: "List runs, and lay them side by side.",
    subcommands: [RunsList.self, RunsCompare.self],
    defaultSubcommand: RunsList.self)
}
