import ArgumentParser

/// `ser train`
struct TrainCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "train", abstract: "Train a model on a corpus.",
    subcommands: [
      TrainAugmentor.self, TrainClassifier.self, TrainMixupGAN.self, TrainDNN.self,
    ])
}
