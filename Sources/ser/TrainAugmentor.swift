import ArgumentParser
import Emotion
import Files
import Foundation
import Kernels
import Speech
import Training

/// `ser train augmentor`
struct TrainAugmentor: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "augmentor",
    abstract: "Train the triplet-guided augmentor on the recordings of a manifest.",
    discussion: """
      The run folder gets augmentor.safetensors when the training is done; until then checkpoints \
      from which --resume goes on, also after Ctrl-C or a power failure. The paper's preset takes \
      30,000 iterations at true size; quick takes 2,000. The augmentor learns from labels: whoever a \
      classifier is to be tested on must be held out here too.

      mpirun -np 2 before the command trains in two processes, a part of every batch each.

      Examples:
        ser train augmentor emodb.csv --output runs/augmentor --preset quick
        ser train augmentor emodb.csv --output runs/augmentor --resume
        ser train augmentor emodb.csv -o runs/b --hold-out-speakers 03,08
        ser train augmentor m.csv -o runs/a --set augmentorTraining.iterations=500
      """)

  @Argument(help: "The manifest.", completion: .file(extensions: ["csv"]))
  var manifest: String

  @Option(
    help: ArgumentHelp(
      "Triplets a step, or auto for the most that the memory holds; short for augmentorTraining.batch.",
      valueName: "number or auto"))
  var batch: BatchSize?

  @OptionGroup var holdOut: HoldOutOptions
  @OptionGroup var run: RunOptions
  @OptionGroup var device: DeviceOptions
  @OptionGroup var answer: OutputOptions

  func run() async throws {
    let batch = batch.map {
      BatchChoice(size: $0, key: "augmentorTraining.batch", largest: LargestBatch.ofAugmentor)
    }
    try await Workbench.run(
      run, on: manifest, device: device, answer: answer,
      choices: RunChoices(further: holdOut.further, batch: batch), train)
  }

  /// - Throws: as `Trainer.trainTripletGAN`; `SplitError` where the speakers cannot be held out;
  ///   `FileError` where the weights cannot be written.
  private func train(_ bench: Workbench) throws {
    let (corpus, fold) = try holdOut.divide(
      bench.prepared.corpus, of: bench.prepared.manifest)
    let training = corpus[fold.training]
    // Nothing learns from these.
    let heldOut = corpus[fold.development ?? fold.test]
    let normalization = Normalization(of: training.map(\.picture))
    func scaled(_ utterances: [Utterance]) -> [Utterance] {
      utterances.map { $0.showing(normalization($0.picture)) }
    }
    let (name, part) = (RunModel.augmentor, "augmentor")
    let file = bench.folder.file(name)
    _ = try bench.trainer.run.kept(in: file, of: part) { file in
      try TrainedModel<Augmentor>(contentsOf: file, on: bench.kernels)
    } train: {
      let augmentor = try bench.trainer.trainTripletGAN(
        scaled(training), heldOut: scaled(heldOut),
        scale: PictureScale(normalization, floor: bench.floor),
        seed: bench.configuration.seed, part: part
      ).augmentor
      let card = ModelCard(
        .augmentor, classes: corpus.classes, frontEnd: bench.prepared.frontEnd,
        normalization: normalization, configuration: bench.configuration, version: Ser.version,
        manifest: bench.prepared.manifest.contentHash.hex,
        training: TrainingData(training.map(\.labelled)))
      return TrainedModel(augmentor, card)
    } save: {
      try $0.save(to: file)
    }
    try bench.session.finish(name, asJSON: answer.json)
  }
}
