import ArgumentParser
import Files
import Foundation
import Speech

/// `ser invert`
struct InvertCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "invert",
    abstract: "Make sound of log-mel pictures, approximately (Griffin and Lim).",
    discussion: """
      A picture has lost the phases and what tells the frequencies of one band apart; both are made \
      up so that the sound has nearly the same picture, and how nearly is said. Pictures are those \
      in dB that `ser features mel` and `ser augment` write: an .npy, the .npz or .safetensors of \
      several, or the manifest.csv of `ser augment`. The front end is read from the .json beside \
      them; where there is none, --config, --set frontEnd.… or --preset must say it. Of a recording \
      the picture is made first: so one hears what a picture keeps.

      Examples:
        ser invert speech.npy --output speech.wav
        ser invert augmented/manifest.csv --output sounds
        ser invert mel.npz --output sounds --iterations 200
        ser invert speech.flac --output again.wav --set frontEnd.bands=64
      """)

  @Argument(help: "Pictures, or a recording.", completion: .file())
  var input: String

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      "The .wav to write; of several pictures the folder.", valueName: "file or folder"),
    completion: .file())
  var output: String

  @Option(help: ArgumentHelp("Turns of Griffin and Lim's method.", valueName: "number"))
  var iterations = 60

  @OptionGroup var settings: SettingsOptions
  @OptionGroup var answer: OutputOptions

  private struct Answer: Encodable {
    let sound: String
    /// Of the sound's picture, in dB.
    let meanError: Double
  }

  func validate() throws {
    guard iterations >= 0 else { throw ValidationError("--iterations must be 0 or more.") }
    guard holdsSeveral || URL(filePath: output).pathExtension.lowercased() == "wav" else {
      throw ValidationError("\(output) must end in .wav.")
    }
    let folder = source.deletingLastPathComponent().standardizedFileURL.path
    guard !holdsSeveral || URL(filePath: output).standardizedFileURL.path != folder else {
      throw ValidationError(
        "The sounds' manifest.csv would take the pictures' place; "
          + "give a folder of their own by --output.")
    }
  }

  private var source: URL { URL(filePath: input) }

  private var holdsSeveral: Bool { PictureInput.Kind(source)?.holdsSeveral ?? false }

  func run() async throws {
    let configuration = try settings.configuration()
    let read = try PictureInput(
      source, stated: settings.statesFrontEnd ? configuration.frontEnd : nil)
    for sentence in read.problems.sentences { warn(sentence) }
    let inversion = try MelInversion(
      read.frontEnd, iterations: iterations, seed: configuration.seed)
    let sounds = try place(read.pictures.map(\.name))
    let items = zip(read.pictures, sounds).map { (picture: $0.picture, sound: $1) }
    let bar = answer.progressBar("Inverting", total: items.count, unit: "pictures")
    let errors = try await Interrupt.cancelling {
      try await inversion.write(items) { done, _ in bar.update(done) }
    }
    bar.finish()
    try read.manifest?.listing(sounds)
      .write(to: URL(filePath: output).appending(path: "manifest.csv"))
    try show(zip(sounds, errors).map { Answer(sound: $0.path, meanError: $1) })
  }

  /// Where each sound goes; makes the folder of several.
  ///
  /// - Throws: `FileError` where the folder cannot be made.
  private func place(_ names: [String]) throws -> [URL] {
    guard holdsSeveral else { return [URL(filePath: output)] }
    let folder = URL(filePath: output, directoryHint: .isDirectory)
    try Folder.create(folder)
    let stems = names.map { URL(filePath: $0).deletingPathExtension().lastPathComponent }
    // Recordings of one name may lie in several folders.
    let areUnique = Set(stems).count == stems.count
    return stems.enumerated().map { number, stem in
      folder.appendingPathComponent(areUnique ? "\(stem).wav" : "\(number)-\(stem).wav")
    }
  }

  private func show(_ answers: [Answer]) throws {
    if answer.json { return print(try JSONFile.text(answers)) }
    let mean = answers.reduce(0) { $0 + $1.meanError } / Double(max(1, answers.count))
    let what = holdsSeveral ? "\(output): \(counted(answers.count, "sound"))" : output
    print(
      "\(what), approximate: \(String(format: "%.1f", mean)) dB from the picture on average")
  }
}
