import ArgumentParser
import Emotion
import Files
import Foundation
import Kernels
import Training

/// `ser train augmentor`
struct TrainAugmentor: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "augmentor",
    abstract: "Train the triplet-guided augmentor on all recordings of a manifest.",
    discussion: """
      The run folder gets augmentor.safetensors when the training is done; until then checkpoints \
      from which --resume goes on, also after Ctrl-C or a power failure. The paper's preset takes \
      30,000 iterations at true size; quick takes 2,000.

      Examples:
        ser train augmentor emodb.csv --output runs/augmentor --preset quick
        ser train augmentor emodb.csv --output runs/augmentor --resume
        ser train augmentor m.csv -o runs/a --set augmentorTraining.iterations=500
      """)

  @Argument(help: "The manifest.", completion: .file(extensions: ["csv"]))
  var manifest: String

  @Option(
    help: ArgumentHelp(
      "Triplets a step, or auto for the most that the memory holds; short for augmentorTraining.batch.",
      valueName: "number or auto"))
  var batch: BatchSize?

  @OptionGroup var run: RunOptions
  @OptionGroup var device: DeviceOptions
  @OptionGroup var answer: OutputOptions

  func run() async throws {
    let batch = batch.map {
      BatchChoice(size: $0, key: "augmentorTraining.batch", largest: LargestBatch.ofAugmentor)
    }
    let file = try await Workbench.run(
      run, on: manifest, device: device, answer: answer, batch: batch, train)
    print(answer.json ? try JSONFile.text(["weights": file.path]) : "\(file.path): trained")
  }

  /// - Returns: the file of the weights.
  /// - Throws: as `Trainer.trainTripletGAN`; `FileError` where the weights cannot be written.
  private func train(_ bench: Workbench) throws -> URL {
    let corpus = bench.prepared.corpus
    let normalization = Normalization(of: corpus.utterances.map(\.picture))
    let scaled = corpus.utterances.map { $0.showing(normalization($0.picture)) }
    let augmentor = try bench.trainer.trainTripletGAN(
      scaled, padding: normalization(bench.floor), seed: bench.configuration.seed,
      part: "augmentor"
    ).augmentor
    let file = bench.folder.file("augmentor.safetensors")
    let card = ModelCard(
      .augmentor, classes: corpus.classes, frontEnd: bench.prepared.frontEnd,
      normalization: normalization, configuration: bench.configuration, version: Ser.version,
      manifest: bench.prepared.manifest.contentHash.hex)
    try TrainedModel(augmentor, card).save(to: file)
    return file
  }
}
