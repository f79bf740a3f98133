import ArgumentParser

/// `ser features`
struct FeaturesCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "features",
    abstract: "Compute the features of a recording or of a whole manifest.",
    subcommands: [FeaturesMel.self, FeaturesIS10.self])
}
