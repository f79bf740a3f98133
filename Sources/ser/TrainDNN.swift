import ArgumentParser
import Emotion
import Files
import Foundation
import Speech

/// `ser train dnn`
struct TrainDNN: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "dnn",
    abstract: "Train a classifier of utterance features.",
    discussion: """
      The run folder gets dnn.safetensors, with which `ser predict` and `ser evaluate` work. With \
      --hold-out-speakers these are left out of training and tested on afterwards: predictions.csv \
      and results.json are then written too. Vectors of `ser synthesize` can be learnt from as well, \
      where none was made from a recording that is tested on.

      mpirun -np 2 before the command trains in two processes, a part of every batch each.

      Examples:
        ser train dnn emodb.csv -o runs/dnn --hold-out-speakers 03,08
        ser train dnn m.csv --features f.csv -o runs/d --set dnn.learningRate=1e-4
        ser train dnn emodb.csv --output runs/both --synthetic synthetic.csv
        ser train dnn emodb.csv -o runs/dnn --hold-out-speakers 03,08 --resume
      """)

  @Argument(help: "The manifest.", completion: .file(extensions: ["csv"]))
  var manifest: String

  @Option(
    help: ArgumentHelp(
      "Synthetic vectors to learn from too, with their labels beside them.",
      discussion: "The hidden layers have dnn.hiddenOfBoth units then.", valueName: "file"),
    completion: .file())
  var synthetic: String?

  @OptionGroup var holdOut: HoldOutOptions
  @OptionGroup var source: FeatureOptions
  @OptionGroup var run: RunOptions
  @OptionGroup var device: DeviceOptions
  @OptionGroup var answer: OutputOptions

  /// What is learnt from.
  private struct Inputs: PreparedRecordings {
    let features: PreparedFeatures
    let synthetic: SyntheticVectors?

    var reports: [RecordingReport] { features.reports }
  }

  func run() async throws {
    let manifest = URL(filePath: manifest)
    let synthetic = synthetic.map { URL(filePath: $0) }
    var further = holdOut.further
    further["--synthetic"] = try synthetic.map {
      "\(try ContentHash(contentsOf: $0)) \(try ContentHash(contentsOf: SyntheticVectors.labels(of: $0)))"
    }
    try await RunSession.run(
      run, reading: source.files(with: manifest),
      choices: RunChoices(
        further: further, inputs: synthetic.map(CommandInputs.synthetic) ?? []), device: device,
      answer: answer
    ) { configuration, answer in
      Inputs(
        features: try await answer.prepare(
          manifest, features: source.table, configuration: configuration, for: run),
        synthetic: try synthetic.map { try SyntheticVectors(contentsOf: $0) })
    } work: { session, inputs in
      try train(session, inputs.features, synthetic: inputs.synthetic)
    }
  }

  private func train(
    _ session: RunSession, _ prepared: PreparedFeatures, synthetic: SyntheticVectors?
  ) throws {
    let configuration = session.trainer.configuration
    let normalization = configuration.features.normalization
    let (corpus, split) = try holdOut.divide(prepared.corpus, of: prepared.manifest)
    let listened = try split.heldOut(
      of: corpus.labelled, by: configuration.holdOutOfDNN, seed: configuration.seed)
    var learnt = TrainingData(split.learntFrom.map { corpus.labelled[$0] })
    if let seen = corpus.seen { learnt.formUnion(seen) }
    if let synthetic {
      try synthetic.check(against: split.test, listenedTo: listened, of: corpus)
      session.observer.say(
        "\(counted(synthetic.count, "synthetic vector")) are learnt from beside "
          + "\(counted(split.training.count, "recording")).")
      if let training = synthetic.training {
        if let sentence = synthetic.doubtfulScale(beside: corpus) { warn(sentence) }
        learnt.formUnion(training)
      } else {
        warn(
          "The synthetic vectors do not say what their GAN learnt from, which may be what is tested on."
        )
      }
    }
    corpus.constantFeatures(normalization, training: [split.training]).map(session.observer.say)
    let hidden = synthetic == nil ? configuration.dnn.hidden : configuration.dnn.hiddenOfBoth
    var card = FeatureModelCard(
      .dnn, of: corpus, scale: corpus.scale(normalization, training: split.training),
      configuration: configuration, version: Ser.version,
      manifest: prepared.manifest.contentHash.hex,
      training: learnt)
    card.dnn?.hidden = hidden
    let fold = try FeatureFold(
      split, of: corpus, normalization: normalization, holdOut: configuration.holdOutOfDNN,
      seed: configuration.seed)
    let (file, part) = (session.trainer.folder.file(TrainedDNN.fileName), "dnn")
    let trained = try session.trainer.run.kept(in: file, of: part) { file in
      try TrainedDNN(SafetensorsFile(contentsOf: file), on: session.kernels)
    } train: {
      let network = try session.trainer.trainDNN(
        TrainingVectors(fold.training, further: synthetic?.labelled(for: card)),
        heldOut: fold.heldOut, hidden: hidden, seed: configuration.seed, part: part)
      return TrainedDNN(network, card, on: session.kernels)
    } save: {
      try $0.save(to: file)
    }
    let evaluation =
      split.test.isEmpty ? nil : try Evaluation(trained, of: corpus, rows: split.test)
    try session.finish(TrainedDNN.fileName, tested: evaluation, asJSON: answer.json)
  }
}
