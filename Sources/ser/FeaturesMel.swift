import ArgumentParser
import Files
import Foundation
import Speech

/// `ser features mel`
struct FeaturesMel: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "mel",
    abstract: "Compute log-mel pictures, in dB and not normalised.",
    discussion: """
      A picture has a row a frame and a column a mel band: with the default settings a frame every \
      25 ms and 128 bands. The ending of the output decides its form: .npy (one recording, float32), \
      .npz and .safetensors (a picture a recording, named by its path), .csv and .arff (a row a \
      frame), .png (an image of one recording). Beside arrays a .json says which front end made \
      them, from which `ser invert` makes sound of them. Pictures of a manifest or a folder are kept \
      beside it.

      Examples:
        ser features mel speech.wav --output speech.npy
        ser features mel emodb.csv --output mel.npz
        ser features mel recordings/ --output mel.npz
        ser features mel speech.flac --output mel.csv --set frontEnd.bands=64
      """)

  @Argument(help: "A recording, a folder of them, or a manifest (.csv).", completion: .file())
  var input: String

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      "The file to write: \(PictureFormat.list).", valueName: "file"), completion: .file())
  var output: String

  @OptionGroup var settings: SettingsOptions
  @OptionGroup var reading: ReadingOptions
  @OptionGroup var answer: OutputOptions

  private struct Answer: Encodable {
    let output: String
    let recordings: Int
    let frames: Int
    let bands: Int
    let skipped: [LeftOutRecording]
    let problems: [RecordingProblem]
    let warnings: [String]
  }

  func validate() throws {
    guard let format = PictureFormat(fileName: output) else {
      throw ValidationError("\(output) must end in one of \(PictureFormat.list).")
    }
    guard !isList || format.holdsSeveral else {
      throw ValidationError(
        "\(output) holds one picture, and \(input) may be several; write .npz or .safetensors.")
    }
  }

  private var isList: Bool { ListedRecordings.isOne(URL(filePath: input)) }

  func run() async throws {
    let frontEnd = try settings.configuration().frontEnd
    try guardOutput(frontEnd)
    if !isList { try reading.requireNoSelection(of: input) }
    let list =
      try isList ? ListedRecordings(URL(filePath: input), rows: reading.rows()) : nil
    let (pictures, report) =
      if let list { try await features(of: list, frontEnd) } else { try ofRecording(frontEnd) }
    let (url, format) = (URL(filePath: output), PictureFormat(fileName: output))
    try format?.write(pictures, to: url)
    if format?.holdsArrays == true { try PictureSidecar(frontEnd: frontEnd).write(beside: url) }

    for sentence in report.sentences { warn(sentence) }
    let frames = pictures.reduce(0) { $0 + $1.picture.frames }
    if answer.json {
      print(
        try JSONFile.text(
          Answer(
            output: output, recordings: pictures.count, frames: frames, bands: frontEnd.bands,
            skipped: report.leftOut, problems: report.problems, warnings: report.sentences)))
    } else {
      print(
        "\(output): \(counted(pictures.count, "recording")), \(counted(frames, "frame")) of "
          + counted(frontEnd.bands, "band"))
    }
    try list?.requireAll(reading)
  }

  /// - Throws: `FileError` where something that is read would be written over.
  private func guardOutput(_ frontEnd: MelConfiguration) throws {
    let (source, url) = (URL(filePath: input), URL(filePath: output))
    // Pictures are read from there, and kept there.
    let store = isList ? try FeatureStore(beside: source, configuration: frontEnd).url : nil
    let isDescribed = PictureFormat(fileName: output)?.holdsArrays == true
    try OutputGuard(
      reading: CommandInputs.recordings(source) + settings.files
        + [store].compactMap(\.self)
    ).require(isDescribed ? [url, PictureSidecar.url(beside: url)] : [url])
  }

  private func ofRecording(
    _ frontEnd: MelConfiguration
  ) throws -> ([NamedPicture], RecordingReport) {
    let heard = try HeardSignal(
      contentsOf: URL(filePath: input), sampleRate: frontEnd.sampleRate)
    let picture = try MelSpectrogram(frontEnd)(heard.signal.samples)
    return (
      [NamedPicture(name: input, picture: picture)],
      RecordingReport(
        all: 1, problems: heard.sound.problems(of: input, for: frontEnd.requirements))
    )
  }

  private func features(
    of list: ListedRecordings, _ frontEnd: MelConfiguration
  ) async throws -> ([NamedPicture], RecordingReport) {
    let store = try FeatureStore(beside: URL(filePath: input), configuration: frontEnd)
    let bar = answer.progressBar("Features", total: list.recordings.count, unit: "recordings")
    let features = try await Interrupt.cancelling { [reading] in
      try await store.features(
        of: list.recordings, skippingUnreadable: reading.skipUnreadable
      ) { done, _ in bar.update(done) }
    }
    bar.finish()
    let pictures = zip(features.positions, features.pictures).map {
      NamedPicture(name: list.recordings[$0].url.path, picture: $1)
    }
    return (pictures, features.report.following(list.warnings))
  }
}
