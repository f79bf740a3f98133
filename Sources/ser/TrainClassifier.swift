import ArgumentParser
import Emotion
import Files
import Foundation
import Speech
import Training

/// `ser train classifier`
struct TrainClassifier: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "classifier",
    abstract: "Train VGG19 on the recordings of a manifest.",
    discussion: """
      With --hold-out-speakers these are left out of training and tested on afterwards: \
      predictions.csv and results.json are then written beside classifier.safetensors. A manifest \
      of augmented pictures (as `ser augment` writes) can be trained on as well.

      mpirun -np 2 before the command trains in two processes, a part of every batch each.

      Examples:
        ser train classifier emodb.csv -o runs/vgg --hold-out-speakers 03,08
        ser train classifier m.csv -o runs/more --augmented augmented/manifest.csv
        ser train classifier emodb.csv -o runs/vgg --hold-out-speakers 03,08 --resume
      """)

  @Argument(help: "The manifest.", completion: .file(extensions: ["csv"]))
  var manifest: String

  @Option(
    help: ArgumentHelp(
      "A manifest of augmented pictures to train on too.", valueName: "manifest"),
    completion: .file(extensions: ["csv"]))
  var augmented: String?

  @Option(
    help: ArgumentHelp(
      "Pictures a step, or auto for the most that the memory holds; short for classifier.batch.",
      valueName: "number or auto"))
  var batch: BatchSize?

  @OptionGroup var holdOut: HoldOutOptions
  @OptionGroup var run: RunOptions
  @OptionGroup var device: DeviceOptions
  @OptionGroup var answer: OutputOptions

  func run() async throws {
    var further = holdOut.further
    if let augmented {
      further["--augmented"] = "\(try AugmentedManifest.content(of: URL(filePath: augmented)))"
    }
    let batch = batch.map {
      BatchChoice(size: $0, key: "classifier.batch", largest: LargestBatch.ofClassifier)
    }
    try await Workbench.run(
      run, on: manifest, device: device, answer: answer,
      choices: RunChoices(
        further: further,
        inputs: augmented.map { CommandInputs.augmented(URL(filePath: $0)) } ?? [], batch: batch),
      train)
  }

  private func train(_ bench: Workbench) throws {
    let (corpus, fold) = try holdOut.divide(
      bench.prepared.corpus, of: bench.prepared.manifest)
    let data = try PictureFold(
      fold, of: corpus, floor: bench.floor, holdOut: bench.configuration.holdOutOfClassifier,
      seed: bench.configuration.seed)
    var learnt = TrainingData((data.training + data.heldOut).map(\.labelled))
    if let others = try augmentorsData(testing: data) { learnt.formUnion(others) }
    let copies = try augmentedCopies(of: data, on: bench)
    let (name, part) = (RunModel.classifier, "classifier")
    let file = bench.folder.file(name)
    let trained = try bench.trainer.run.kept(in: file, of: part) { file in
      try TrainedModel<VGG19>(contentsOf: file, on: bench.kernels)
    } train: {
      let model = try bench.trainer.trainClassifier(
        data.training + copies, heldOut: data.heldOut, classes: corpus.classes,
        padding: data.scale.padding, seed: bench.configuration.seed, part: part)
      let card = ModelCard(
        .classifier, classes: corpus.classes, frontEnd: bench.prepared.frontEnd,
        normalization: data.scale.normalization, configuration: bench.configuration,
        version: Ser.version, manifest: bench.prepared.manifest.contentHash.hex, training: learnt)
      return TrainedModel(model, card)
    } save: {
      try $0.save(to: file)
    }
    let evaluation =
      fold.test.isEmpty
      ? nil : try Evaluation(trained, of: corpus, rows: fold.test, on: bench.kernels)
    try bench.session.finish(name, tested: evaluation, asJSON: answer.json)
  }

  /// What the augmentor of `--augmented` learnt from; nil where there is none, or it does not say.
  ///
  /// - Throws: `CorpusError.features` where it learnt from what is tested on, `FileError`.
  private func augmentorsData(testing data: PictureFold) throws -> TrainingData? {
    guard let augmented else { return nil }
    guard let learnt = try PictureSidecar(of: URL(filePath: augmented))?.training else {
      if !data.test.isEmpty {
        warn(
          "\(augmented) does not say what its augmentor learnt from, which may be what is tested on."
        )
      }
      return nil
    }
    let tested = learnt.overlap(with: data.test.map(\.labelled))
    guard tested.recordings == 0 && tested.speakers.isEmpty else {
      throw CorpusError.features(
        "The augmentor of \(augmented) learnt from \(counted(tested.recordings, "recording")) and "
          + "\(counted(tested.speakers.count, "speaker")) that are tested on; train the augmentor "
          + "with the same --hold-out-speakers or --split.")
    }
    if let pair = tested.doubtfulSpeakers.first {
      throw CorpusError.features(
        "The augmentor of \(augmented) learnt from somebody who may be tested on (\(pair)); write the name "
          + "as the augmentor's manifest does if they are one, in another way if not.")
    }
    if tested.unknownSpeakers > 0 {
      warn("The augmentor of \(augmented): \(tested.sentences[0])")
    }
    let listened = learnt.overlap(with: data.heldOut.map(\.labelled)).recordings
    if listened > 0 {
      warn(
        "Early stopping listens to \(counted(listened, "recording")) that the augmentor learnt from, "
          + "and may stop late.")
    }
    return learnt
  }

  /// The pictures of `--augmented`, without those of held-out or test utterances; what is used and what
  /// is not is said.
  ///
  /// - Throws: as `AugmentedCopies`.
  private func augmentedCopies(of data: PictureFold, on bench: Workbench) throws -> [Utterance] {
    guard let augmented else { return [] }
    let copies = try AugmentedCopies(
      URL(filePath: augmented), for: data, of: bench.prepared.manifest,
      frontEnd: bench.prepared.frontEnd)
    if copies.isOfUnknownFrontEnd {
      warn(
        "Nothing says which front end made the pictures of \(augmented); they are taken as they are."
      )
    }
    StandardStreams.say("\(augmented): \(copies.sentence)\n")
    return copies.utterances
  }
}
