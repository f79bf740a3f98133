import ArgumentParser
import Emotion
import Files
import Foundation
import Speech

/// `ser predict`
struct PredictCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "predict",
    abstract: "Say the emotion of recordings, with probabilities over time.",
    discussion: """
      The model's file knows its classes and front end, so nothing else is asked. Of a folder all \
      sound files are taken, those in folders below it too; of a manifest its recordings, of which --where \
      takes some. Recordings that cannot be read, such as an .m4a where ffmpeg is not installed, are named \
      and left out; the others are recognised, and the exit status is that of the failure unless \
      --skip-unreadable is given. What is wrong with a recording's sound, such as silence, is said with what is \
      predicted of it.

      A classifier of pictures looks at segments of some seconds, which vote. Files hold a row a \
      segment and a row a recording. In audformat these are two tables of a database in the folder \
      of --output. A classifier of features (`ser train dnn`) takes tables of features too.

      With - in the place of files it listens to standard input: a wav of 16 bits, or raw 16-bit samples of \
      one channel at --rate, such as `arecord -f S16_LE -r 16000 -t wav` sends. Each segment is a line as soon as it is there (a JSON object with --json), until \
      the sound ends or Ctrl-C.

      With --logits the input is a batch of pictures as .npy (batch x channels x height x width) and \
      the model any VGG19, torchvision's own files too; its logits are written.

      Examples:
        ser predict speech.wav --model runs/vgg
        ser predict recordings/ --model classifier.safetensors --output said.csv
        ser predict speech.wav --model classifier.safetensors --over-time --step 0.5
        ser predict recordings/ --model vgg.safetensors --format audformat -o db
        ser predict is10.csv --model runs/dnn --output said.csv
        ser predict emodb.csv --where speaker=03 --model runs/vgg
        ser predict - --rate 16000 --model runs/vgg < speech.raw
        ser predict pictures.npy --model vgg19.safetensors --logits logits.npy
      """)

  @Argument(
    help: "Recordings, folders or manifests of them, tables of features, or - for standard input.",
    completion: .file())
  var files: [String]

  @Option(
    help: ArgumentHelp("The trained classifier: its file or run folder.", valueName: "model"),
    completion: .file())
  var model: String

  @Flag(help: "Show each segment, with its start and end in seconds.")
  var overTime = false

  @Option(
    help: ArgumentHelp(
      "From the start of one segment to that of the next; without it as in the training.",
      valueName: "seconds"))
  var step: Double?

  @Option(
    help: ArgumentHelp(
      "Of raw samples on standard input: how many come a second.", valueName: "Hz"))
  var rate: Int?

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("Write the predictions here.", valueName: "file or folder"),
    completion: .file(extensions: ["csv", "json"]))
  var output: String?

  @Option(
    help: ArgumentHelp(
      "How: \(PredictionForm.allCases.map(\.rawValue).joined(separator: ", ")); "
        + "without it by the ending, else csv.", valueName: "form"))
  var format: PredictionForm?

  @Option(
    help: ArgumentHelp(
      "The manifest that says whose each recording is, for a model of features normalised by speaker.",
      valueName: "manifest"),
    completion: .file(extensions: ["csv"]))
  var manifest: String?

  @Option(help: ArgumentHelp("Write the logits of a batch of pictures here.", valueName: "file"))
  var logits: String?

  @OptionGroup var reading: ReadingOptions
  @OptionGroup var device: DeviceOptions
  @OptionGroup var answer: OutputOptions

  func validate() throws {
    guard logits == nil || files.count == 1 else {
      throw ValidationError("--logits takes one file of pictures.")
    }
    let others = [output, manifest].contains { $0 != nil } || step != nil || overTime
    guard logits == nil || !others else {
      throw ValidationError(
        "--logits writes what the model makes of pictures, and no more; leave --output, --manifest, --step "
          + "and --over-time away.")
    }
    if isStream, files.count > 1 || output != nil || manifest != nil || logits != nil {
      throw ValidationError(
        "- is standard input alone, whose segments are lines on standard output; leave other files, --output, "
          + "--manifest and --logits away.")
    }
    if isStream, !reading.selection.conditions.isEmpty {
      throw ValidationError(
        "--where chooses among the rows of a manifest, and standard input is none; leave it away.")
    }
    if let rate, !isStream || !(1_000...1_000_000).contains(rate) {
      throw ValidationError(
        "--rate is that of raw samples on standard input (-), from 1000 to 1000000 Hz.")
    }
    guard format == nil || output != nil else {
      throw ValidationError("--format is that of a file; give --output too.")
    }
    if let step, !(step > 0 && step.isFinite) {
      throw ValidationError("--step must be more than 0 seconds.")
    }
  }

  func run() async throws {
    let weights = try RunModel.file(
      model, among: logits == nil ? RunModel.classifiers : [RunModel.classifier])
    try guardOutputs(reading: weights)
    let kernels = try device.kernels(telling: answer)
    if let logits {
      try writeLogits(
        of: URL(filePath: files[0]), to: URL(filePath: logits), by: weights, on: kernels)
      return
    }
    if isStream {
      try listen(by: SafetensorsFile(contentsOf: weights), on: kernels)
      return
    }
    let (inputs, skipped, listed) = try inputs()
    let file = try SafetensorsFile(contentsOf: weights)
    // Whose recordings they are is nothing to a model of pictures.
    let owners = ClassifierInput(of: file) == .features ? listed : nil
    var recognizer = try recognizer(
      file, step: step,
      manifest: manifest.map { try Manifest(contentsOf: URL(filePath: $0)) } ?? owners, on: kernels)
    let failures = try await feed(inputs, to: &recognizer)
    if failures.count < inputs.count {
      let predictions = try recognizer.predictions()
      if overTime, let seconds = recognizer.segmentSeconds,
        let sentence = predictions.sentenceOnSingleSegments(of: seconds)
      {
        warn(sentence)
      }
      try report(predictions, by: weights)
    }
    if failures.isEmpty && skipped == 0 { return }
    let leftOut = InputsLeftOut(failures: failures, skipped: skipped, all: inputs.count + skipped)
    guard reading.skipUnreadable, failures.count < inputs.count else { throw leftOut }
    if !failures.isEmpty { warn(leftOut.description) }
  }

  var isStream: Bool { files.contains("-") }

  /// Gives a recognizer every input that it can use.
  ///
  /// - Returns: what was wrong with the others; a single one's fault is thrown.
  /// - Throws: `FileError` or `CorpusError` of a single input; `EngineError` of any.
  private func feed(
    _ inputs: [String], to recognizer: inout any Recognizer
  ) async throws -> [Failure] {
    var failures: [Failure] = []
    let bar = answer.progressBar("predicting", total: inputs.count, unit: "recordings")
    for (index, file) in inputs.enumerated() {
      do {
        try await recognizer.add(file)
      } catch  where error is FileError || error is CorpusError {
        guard inputs.count > 1, let failure = Failure(error) else { throw error }
        failures.append(failure)
      }
      bar.update(index + 1)
    }
    if inputs.count > 1 { bar.finish() }
    return failures
  }

  /// The files that were given, those in folders and of manifests that were given; how many recordings of
  /// these folders cannot be read, which is said; and the manifest, where one is all that was given and a model
  /// of features may want to know who speaks.
  ///
  /// - Throws: `CorpusError.file` where a folder holds no sound file or cannot be listed, `.setting` or
  ///   `.classes` where nothing of a manifest is selected; `FileError` where it cannot be read.
  private func inputs() throws -> (files: [String], skipped: Int, listed: Manifest?) {
    var inputs: [String] = []
    var skipped = 0
    var manifests: [Manifest] = []
    let rows = try reading.rows()
    for file in files {
      let url = URL(filePath: file)
      if FileKind.isManifest(url) {
        let manifest = try Manifest(contentsOf: url).selecting(rows)
        for sentence in manifest.warnings + [manifest.selectionSentence].compactMap(\.self) {
          warn(sentence)
        }
        inputs += manifest.recordings.map(\.url.path)
        manifests.append(manifest)
        continue
      }
      guard Folder.isFolder(url) else {
        inputs.append(file)
        continue
      }
      let folder = try SoundFolder(url)
      inputs += folder.files.map(\.relativePath)
      let summary = SkippedSummary(of: folder.skipped, taken: folder.files.count, in: url)
      for line in summary.lines { warn("\(url.path): \(line)") }
      skipped += summary.count
    }
    if rows != .all, manifests.isEmpty {
      throw CorpusError.setting("--where chooses among the rows of a manifest, and none was given.")
    }
    return (inputs, skipped, files.count == 1 ? manifests.first : nil)
  }

  /// - Throws: `FileError` where something that is read would be written over, or what is written cannot
  ///   be.
  private func guardOutputs(reading weights: URL) throws {
    let inputs = OutputGuard(
      reading: files.map { URL(filePath: $0) }.flatMap {
        Folder.isFolder($0)
          ? CommandInputs.below($0)
          : FileKind.isManifest($0) ? CommandInputs.manifest($0) : CommandInputs.described($0)
      } + CommandInputs.model(weights)
        + [manifest].compactMap(\.self).flatMap { CommandInputs.manifest(URL(filePath: $0)) })
    if let logits { return try inputs.require([URL(filePath: logits)], endingIn: ["npy"]) }
    guard let output else { return }
    let (form, url) = (form(of: output), URL(filePath: output))
    try inputs.require(
      [url], endingIn: form == .audformat ? [] : ["csv", "json"], overManifests: form == .audformat,
      makingFolders: form == .audformat)
    try form.requireRoom(at: url)
  }

  private func form(of output: String) -> PredictionForm {
    format ?? PredictionForm(of: output)
  }

  private func report(_ predictions: RecordingPredictions, by weights: URL) throws {
    for sentence in predictions.report.sentences { warn(sentence) }
    // Before the file is written, which may find the disk full.
    print(answer.json ? try JSONFile.text(predictions) : predictions.text(overTime: overTime))
    if let output {
      try form(of: output).write(predictions, by: weights.relativePath, to: URL(filePath: output))
    }
  }
}
