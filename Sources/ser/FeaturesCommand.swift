import ArgumentParser

/// `ser features`
struct FeaturesCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "features",
    abstract: "Compute the features of a recording or of a whole manifest.",
    discussion: """
      Examples:
        ser features mel emodb.csv --output mel.npz
        ser features is10 emodb.csv --output is10.csv
      """,
    subcommands: [FeaturesMel.self, FeaturesIS10.self])
}
