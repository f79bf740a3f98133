public import ArgumentParser
import Emotion
import Files
import Foundation
import Kernels
import Speech

/// `ser augment`
struct AugmentCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "augment",
    abstract: "Write augmented pictures of a manifest's recordings.",
    discussion: """
      Each picture is time x mel in dB, of the recording's length, as .npy; manifest.csv beside \
      them says which recording each is a variant of, by its path and the SHA-256 of its bytes. With \
      --format safetensors all pictures lie in one file, under the names in the column tensor. Stopped \
      in the middle, the manifest lists what is done, and the same command goes on. --png draws the original, the variant and their difference; `ser invert` makes \
      sound of the pictures.

      Examples:
        ser augment emodb.csv --model runs/a --output augmented
        ser augment m.csv --model a.safetensors --output two --copies 2 --png
      """)

  @Argument(help: "The manifest.", completion: .file(extensions: ["csv"]))
  var manifest: String

  @Option(
    help: ArgumentHelp("The trained augmentor: its file or run folder.", valueName: "model"),
    completion: .file())
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
  var format = AugmentedFolder.Form.npy

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
    let source = URL(filePath: manifest)
    let weights = try RunModel.file(model, among: [RunModel.augmentor])
    let folder = URL(filePath: output, directoryHint: .isDirectory)
    let inputs = OutputGuard(
      reading: CommandInputs.manifest(source) + CommandInputs.model(weights))
    try inputs.require(
      AugmentedFolder.files(of: [], in: folder), overManifests: true, makingFolders: true)
    try AugmentedManifest.requirePlace(AugmentedFolder.manifest(in: folder))
    let kernels = try device.kernels(telling: answer)
    let trained = try TrainedModel<Augmentor>(contentsOf: weights, on: kernels)
    let card = trained.card
    let prepared = try await answer.prepare(
      source, classes: .among(card.classes), rules: rules.flatMap(\.trimmedList),
      frontEnd: card.frontEnd, reading: reading)
    let rows = try rows(of: prepared, in: folder)
    try inputs.require(
      AugmentedFolder.files(of: rows, in: folder) + (png ? rows.map(drawing) : []),
      overManifests: true, makingFolders: true)
    let pictures = try AugmentedFolder(
      folder, form: format, rows: rows, frontEnd: card.frontEnd, training: card.training,
      madeOf: [
        "augment", Ser.version, kernels.queue.device.name, kernels.plan.family.rawValue, "\(seed)",
        "\(png)", format.rawValue,
        try ContentHash(contentsOf: weights).hex,
      ] + device.further.values
        + rows.map { "\($0.picture.lastPathComponent) \($0.tensor ?? "") \($0.sourceHash)" })
    let observer = ConsoleObserver(answer)
    defer { observer.end() }
    do {
      try fill(
        pictures, of: prepared.corpus.utterances, by: trained, on: kernels, observer: observer)
    } catch {
      observer.end()
      guard pictures.count > 0 else {
        pictures.abandon()
        throw error
      }
      let isListed = (try? pictures.list()) != nil
      // Those that are to be in one file are kept with it alone.
      guard isListed || format == .npy else { throw error }
      throw PartlyDone(
        error, done: pictures.count, of: rows.count, "pictures",
        list: isListed ? AugmentedFolder.manifest(in: folder) : nil)
    }
    if let sentence = pictures.leftover { warn(sentence) }
    print(
      answer.json
        ? try JSONFile.text(["manifest": AugmentedFolder.manifest(in: folder).path])
        : "\(folder.path): \(counted(rows.count, "picture")) and manifest.csv")
  }

  /// Fills the folder with what is not there yet.
  ///
  /// - Throws: `Interrupted` where the user wishes to stop; `EngineError`, `FileError`.
  private func fill(
    _ pictures: AugmentedFolder, of utterances: [Utterance], by trained: TrainedModel<Augmentor>,
    on kernels: Kernels, observer: ConsoleObserver
  ) throws {
    let card = trained.card
    let augmentation = Augmentation(
      trained.network, padding: card.normalization(card.frontEnd.floorDecibels), seed: seed,
      on: kernels)
    let found = pictures.count
    if found > 0 {
      observer.say("going on after \(found) of \(counted(pictures.rows.count, "picture"))")
    }
    observer.begin("augmenting", steps: pictures.rows.count, done: found)
    for (number, utterance) in utterances.enumerated() {
      let scaled = utterance.showing(card.normalization(utterance.picture))
      for copy in 0..<copies {
        let row = number * copies + copy
        if pictures.holds(row) { continue }
        if observer.isStopRequested { throw Interrupted() }
        let picture = card.normalization.inverse(try augmentation.variant(copy, of: scaled))
        try pictures.add(picture, at: row) {
          if png {
            try AugmentationComparison(original: utterance.picture, augmented: picture).image
              .write(to: drawing(of: pictures.rows[row]))
          }
        }
        observer.advance(to: pictures.count, "")
      }
    }
    try pictures.finish()
  }

  /// All rows that the manifest will have, the variants of a recording one after another.
  ///
  /// - Throws: `FileError` where a recording cannot be read.
  private func rows(
    of prepared: PreparedCorpus, in folder: URL
  ) throws(FileError) -> [AugmentedManifest.Row] {
    let recordings = Dictionary(
      prepared.manifest.recordings.map { ($0.url.path, $0) }
    ) { first, _ in first }
    var rows: [AugmentedManifest.Row] = []
    for utterance in prepared.corpus.utterances {
      let recording = recordings[utterance.file]
      let file = URL(filePath: utterance.file)
      let hash = try ContentHash(contentsOf: file)
      let stem = "\(utterance.id)-\(file.deletingPathExtension().lastPathComponent)"
      for copy in 0..<copies {
        let name = FileName.fitting(stem, "-\(copy).npy")
        let isAlone = format == .npy
        rows.append(
          AugmentedManifest.Row(
            picture: folder.appendingPathComponent(isAlone ? name : "pictures.safetensors"),
            tensor: isAlone ? nil : String(name.dropLast(".npy".count)), source: utterance.file,
            sourceHash: hash.hex, emotion: prepared.corpus.classes[utterance.label],
            speaker: recording?.speaker ?? utterance.speaker, corpus: recording?.corpus ?? "",
            copy: copy))
      }
    }
    return rows
  }

  /// Where the comparison of a variant with its original is drawn.
  private func drawing(of row: AugmentedManifest.Row) -> URL {
    let file = row.tensor.map { row.picture.deletingLastPathComponent().appendingPathComponent($0) }
    return file?.appendingPathExtension("png")
      ?? row.picture.deletingPathExtension().appendingPathExtension("png")
  }
}

extension AugmentedFolder.Form: ExpressibleByArgument {}
