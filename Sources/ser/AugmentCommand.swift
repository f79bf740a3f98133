import ArgumentParser
import Emotion
import Files
import Foundation
import Speech

/// `ser augment`
struct AugmentCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "augment",
    abstract: "Write augmented pictures of a manifest's recordings.",
    discussion: """
      Each picture is time x mel in dB, of the recording's length, as .npy; manifest.csv beside \
      them says which recording each is a variant of. With --format safetensors all pictures lie \
      in one file. --png draws the original, the variant and their difference; `ser invert` makes \
      sound of the pictures.

      Examples:
        ser augment emodb.csv --model runs/a/augmentor.safetensors --output augmented
        ser augment m.csv --model a.safetensors --output augmented --copies 2 --png
      """)

  enum Format: String, CaseIterable, ExpressibleByArgument { case npy, safetensors }

  @Argument(help: "The manifest.", completion: .file(extensions: ["csv"]))
  var manifest: String

  @Option(help: ArgumentHelp("The trained augmentor.", valueName: "file"), completion: .file())
  var model: String

  @Option(
    name: .shortAndLong, help: ArgumentHelp("The folder to write.", valueName: "folder"),
    completion: .directory)
  var output: String

  @Option(help: ArgumentHelp("Variants of each recording.", valueName: "number"))
  var copies = 4

  @Option(help: ArgumentHelp("Where random draws begin.", valueName: "number"))
  var seed: UInt64 = 1

  @Option(help: "npy (a file a picture) or safetensors (one file).")
  var format = Format.npy

  @Flag(help: "Also draw each variant beside its original, and their difference.")
  var png = false

  @Option(
    name: .customLong("map"),
    help: ArgumentHelp(
      "Rename emotions to the model's classes; may be given more than once.",
      valueName: "old=new"))
  var rules: [String] = LabelMap.standardRules

  @OptionGroup var reading: ReadingOptions
  @OptionGroup var device: DeviceOptions
  @OptionGroup var answer: OutputOptions

  func validate() throws {
    guard 1...4_095 ~= copies else {
      throw ValidationError("--copies must be from 1 to 4095.")
    }
  }

  func run() async throws {
    let device = try device.choose()
    let kernels = try Cache.kernels(on: device)
    let trained = try TrainedModel<Augmentor>(contentsOf: URL(filePath: model), on: kernels)
    let card = trained.card
    let prepared = try await answer.prepare(
      URL(filePath: manifest), classes: .among(card.classes), rules: rules.flatMap(\.trimmedList),
      frontEnd: card.frontEnd, reading: reading)
    let folder = URL(filePath: output, directoryHint: .isDirectory)
    try Folder.create(folder)
    let augmentation = Augmentation(
      trained.network, padding: card.normalization(card.frontEnd.floorDecibels), seed: seed,
      on: kernels)
    let observer = ConsoleObserver(answer)
    let utterances = prepared.corpus.utterances
    observer.begin("augmenting", steps: utterances.count * copies, done: 0)
    var rows: [AugmentedManifest.Row] = []
    var pictures: [NamedPicture] = []
    for utterance in utterances {
      let scaled = utterance.showing(card.normalization(utterance.picture))
      for copy in 0..<copies {
        if observer.isStopRequested { throw Interrupted() }
        let picture = card.normalization.inverse(try augmentation.variant(copy, of: scaled))
        let stem = "\(utterance.id)-\(fileStem(utterance.file))-\(copy)"
        let file = folder.appendingPathComponent("\(stem).npy")
        if format == .npy {
          try NPYArray(picture.values, shape: [picture.frames, picture.bands]).write(to: file)
        } else {
          pictures.append(NamedPicture(name: stem, picture: picture))
        }
        if png {
          try AugmentationComparison(original: utterance.picture, augmented: picture).image
            .write(to: folder.appendingPathComponent("\(stem).png"))
        }
        rows.append(
          AugmentedManifest.Row(
            picture: file, source: utterance.file, emotion: card.classes[utterance.label],
            speaker: utterance.speaker, copy: copy))
        observer.advance(to: rows.count, "")
      }
    }
    observer.end()
    if format == .safetensors {
      try PictureFormat.safetensors.write(
        pictures, to: folder.appendingPathComponent("pictures.safetensors"))
    }
    let table = folder.appendingPathComponent("manifest.csv")
    try AugmentedManifest(rows).write(to: table)
    try PictureSidecar(frontEnd: card.frontEnd, training: card.training).write(beside: table)
    print(
      answer.json
        ? try JSONFile.text(["manifest": table.path])
        : "\(folder.path): \(counted(rows.count, "picture")) and manifest.csv")
  }

  private func fileStem(_ path: String) -> String {
    URL(filePath: path).deletingPathExtension().lastPathComponent
  }
}
