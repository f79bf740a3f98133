import ArgumentParser
import Emotion
import Files
import Foundation
import Speech

/// `ser train mixup-gan`
struct TrainMixupGAN: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "mixup-gan",
    abstract: "Train the mixup-augmented autoencoder GAN on utterance features.",
    discussion: """
      The run folder gets mixup-gan.safetensors when the training is done, and the vectors that it \
      learnt from, on its scale, as training.safetensors; `ser synthesize` and `ser encode` work \
      with these. The development part of `ser train dnn` with the same seed and settings \
      (dnn.holdOut) is not learnt from, so that its early stopping listens to what nobody has seen. The \
      code has 2 numbers; --set mixupGAN.code=25 takes more.

      mpirun -np 2 before the command trains in two processes, a part of every batch each.

      Examples:
        ser train mixup-gan emodb.csv --output runs/gan
        ser train mixup-gan emodb.csv --output runs/gan --resume
        ser train mixup-gan m.csv --features f.npz -o runs/g --hold-out-speakers 03
      """)

  @Argument(help: "The manifest.", completion: .file(extensions: ["csv"]))
  var manifest: String

  @OptionGroup var holdOut: HoldOutOptions
  @OptionGroup var source: FeatureOptions
  @OptionGroup var run: RunOptions
  @OptionGroup var device: DeviceOptions
  @OptionGroup var answer: OutputOptions

  func run() async throws {
    let manifest = URL(filePath: manifest)
    try await RunSession.run(
      run, reading: source.files(with: manifest),
      choices: RunChoices(further: holdOut.further), device: device, answer: answer
    ) { configuration, answer in
      try await answer.prepare(
        manifest, features: source.table, configuration: configuration, for: run)
    } work: { session, prepared in
      try train(session, prepared)
    }
  }

  /// - Throws: as `Trainer.trainMixupGAN`; `SplitError` where the speakers cannot be held out;
  ///   `FileError` where vectors or weights cannot be written.
  private func train(_ session: RunSession, _ prepared: PreparedFeatures) throws {
    let configuration = session.trainer.configuration
    let normalization = configuration.features.normalization
    let (corpus, fold) = try holdOut.divide(prepared.corpus, of: prepared.manifest)
    // Early stopping of a classifier that learns from the GAN's vectors must not listen to what these
    // were made from: the same draw is left out here.
    let listened = Set(
      try fold.heldOut(
        of: corpus.labelled, by: configuration.holdOutOfDNN, seed: configuration.seed))
    let rows = fold.training.filter { !listened.contains($0) }
    corpus.constantFeatures(normalization, training: [rows]).map(session.observer.say)
    let scaled = corpus.normalized(normalization, training: rows).selecting(rows)
    let folder = session.trainer.folder
    let (file, part) = (folder.file(TrainedMixupGAN.fileName), "mixup-gan")
    _ = try session.trainer.run.kept(in: file, of: part) { file in
      try TrainedMixupGAN(contentsOf: file, on: session.kernels)
    } train: {
      let gan = try session.trainer.trainMixupGAN(
        scaled, isBounded: normalization.isBounded, seed: configuration.seed, part: part)
      let vectors = folder.file(TrainedMixupGAN.vectorsName)
      try FeatureTable(
        kind: corpus.kind.normalized(normalization), names: corpus.names,
        files: rows.map { corpus.files[$0] }, values: scaled.values,
        labels: rows.map { corpus.classes[corpus.labelled[$0].label] }
      ).write(to: vectors)
      var learnt = TrainingData(rows.map { corpus.labelled[$0] })
      if let seen = corpus.seen { learnt.formUnion(seen) }
      var card = FeatureModelCard(
        .mixupGAN, of: corpus, scale: corpus.scale(normalization, training: rows),
        configuration: configuration, version: Ser.version,
        manifest: prepared.manifest.contentHash.hex, training: learnt)
      card.vectors = try ContentHash(contentsOf: vectors).hex
      return TrainedMixupGAN(gan, card, on: session.kernels)
    } save: {
      try $0.save(to: file)
    }
    try session.finish(
      TrainedMixupGAN.fileName, beside: [TrainedMixupGAN.vectorsName], asJSON: answer.json)
  }
}
