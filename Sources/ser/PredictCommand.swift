import ArgumentParser
import Emotion
import Engine
import Files
import Foundation
import Kernels
import Speech

/// `ser predict`
struct PredictCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "predict",
    abstract: "Say the emotion of recordings, with probabilities over time.",
    discussion: """
      The model's file knows its classes and front end, so nothing else is asked. With --logits the \
      input is a batch of pictures as .npy (batch x channels x height x width) and the model any \
      VGG19, torchvision's own files too; its logits are written.

      Examples:
        ser predict speech.wav --model runs/vgg/classifier.safetensors
        ser predict *.wav --model classifier.safetensors --output predictions.csv
        ser predict pictures.npy --model vgg19.safetensors --logits logits.npy
      """)

  @Argument(help: "Recordings.", completion: .file())
  var files: [String]

  @Option(help: ArgumentHelp("The trained classifier.", valueName: "file"), completion: .file())
  var model: String

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("Write the predictions here.", valueName: "file"),
    completion: .file(extensions: ["csv"]))
  var output: String?

  @Option(help: ArgumentHelp("Write the logits of a batch of pictures here.", valueName: "file"))
  var logits: String?

  @OptionGroup var device: DeviceOptions

  @OptionGroup var answer: OutputOptions

  private struct Answer: Encodable {
    let file: String
    let predicted: String
    let probabilities: [String: Double]
    let segments: [Segment]

    struct Segment: Encodable {
      let start: Double
      let probabilities: [String: Double]
    }
  }

  func validate() throws {
    guard logits == nil || files.count == 1 else {
      throw ValidationError("--logits takes one file of pictures.")
    }
  }

  func run() throws {
    let kernels = try Cache.kernels(on: device.choose())
    if let logits {
      try writeLogits(of: URL(filePath: files[0]), to: URL(filePath: logits), on: kernels)
      return
    }
    let trained = try TrainedModel<VGG19>(contentsOf: URL(filePath: model), on: kernels)
    let card = trained.card
    let spectrogram = try MelSpectrogram(card.frontEnd)
    let voting = SegmentVoting(trained, on: kernels)
    let bar = answer.progressBar("predicting", total: files.count, unit: "recordings")
    var verdicts: [SegmentVoting.Verdict] = []
    for (id, file) in files.enumerated() {
      let signal = try Signal(
        contentsOf: URL(filePath: file), sampleRate: card.frontEnd.sampleRate)
      let utterance = Utterance(
        id: id, file: file, label: 0, speaker: "",
        picture: card.normalization(spectrogram(signal.samples)))
      verdicts += try voting.verdicts(on: [utterance])
      bar.update(id + 1)
    }
    if files.count > 1 { bar.finish() }
    if let output {
      var table = PredictionTable(classes: card.classes)
      for verdict in verdicts {
        table.append(verdict, secondsPerFrame: card.frontEnd.secondsPerFrame, truth: false)
      }
      try table.write(to: URL(filePath: output))
    }
    if answer.json {
      print(try JSONFile.text(verdicts.map { described($0, card) }))
    } else {
      for verdict in verdicts { show(verdict, card) }
    }
  }

  private func described(_ verdict: SegmentVoting.Verdict, _ card: ModelCard) -> Answer {
    func named(_ values: [Double]) -> [String: Double] {
      Dictionary(uniqueKeysWithValues: zip(card.classes, values))
    }
    return Answer(
      file: verdict.utterance.file, predicted: card.classes[verdict.vote.winner],
      probabilities: named(verdict.vote.probabilities),
      segments: zip(verdict.starts, verdict.segments).map {
        Answer.Segment(
          start: Double($0) * card.frontEnd.secondsPerFrame, probabilities: named($1.map(exp)))
      })
  }

  private func show(_ verdict: SegmentVoting.Verdict, _ card: ModelCard) {
    func line(_ values: [Double]) -> String {
      zip(card.classes, values).map { "\($0) \(String(format: "%4.1f %%", 100 * $1))" }
        .joined(separator: "  ")
    }
    let name = verdict.utterance.file
    print("\(name): \(card.classes[verdict.vote.winner])  (\(line(verdict.vote.probabilities)))")
    guard verdict.segments.count > 1 else { return }
    for (start, segment) in zip(verdict.starts, verdict.segments) {
      let seconds = String(format: "%6.2f s", Double(start) * card.frontEnd.secondsPerFrame)
      print("  from \(seconds)  \(line(segment.map(exp)))")
    }
  }

  private func writeLogits(of pictures: URL, to output: URL, on kernels: Kernels) throws {
    let array = try NPYArray(contentsOf: pictures)
    guard array.shape.count == 4, array.shape[2] == array.shape[3] else {
      throw FileError.malformed(
        path: pictures.path,
        what: "it is \(array.shape) where batch × channels × side × side is wanted")
    }
    let file = try SafetensorsFile(contentsOf: URL(filePath: model))
    let configuration = try VGGConfiguration(of: file, size: array.shape[3])
    guard configuration.inputChannels == array.shape[1] else {
      throw FileError.malformed(
        path: pictures.path,
        what: "it has \(array.shape[1]) channels where the model takes "
          + "\(configuration.inputChannels)")
    }
    let network = try VGG19(configuration, PhiloxSource(seed: 0, on: kernels))
    try Weights.load(network, from: file)
    let x = try Tensor(array.floats, Shape(array.shape), on: kernels).permuted([0, 2, 3, 1])
    let result = try network(x, .inference)
    try NPYArray(try result.values(), shape: result.shape.axes).write(to: output)
    print("\(output.path): logits of \(counted(array.shape[0], "picture"))")
  }
}
