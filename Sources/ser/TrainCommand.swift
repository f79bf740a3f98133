import ArgumentParser

/// `ser train`
struct TrainCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "train", abstract: "Train a model on a corpus.",
    discussion: """
      Examples:
        ser train classifier emodb.csv --output runs/vgg --hold-out-speakers 03,08
        ser train dnn emodb.csv --output runs/dnn --hold-out-speakers 03,08
      """,
    subcommands: [
      TrainAugmentor.self, TrainClassifier.self, TrainMixupGAN.self, TrainDNN.self,
    ])
}
