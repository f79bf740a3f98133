import ArgumentParser
import Emotion
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
        ser invert mel.npz --output all --iterations 200
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
    let sounds = place(read.pictures.map(\.name))
    try guardOutputs(sounds, of: read)
    let items = zip(read.pictures, sounds).map { (picture: $0.picture, sound: $1) }
    let errors = try await write(items, by: inversion, seed: configuration.seed, of: read)
    if holdsSeveral {
      let folder = URL(filePath: output, directoryHint: .isDirectory)
      OutputBatch.leftover(in: folder, besides: sounds.map(\.lastPathComponent), endings: ["wav"])
        .map(warn)
    }
    try show(zip(sounds, errors).map { Answer(sound: $0.path, meanError: $1) })
  }

  /// Where each sound goes.
  private func place(_ names: [String]) -> [URL] {
    guard holdsSeveral else { return [URL(filePath: output)] }
    let folder = URL(filePath: output, directoryHint: .isDirectory)
    // Recordings of one name may lie in several folders.
    return FileName.distinct(names.map(stem), ".wav").map(folder.appendingPathComponent)
  }

  /// A picture is named by the path of its recording or of its file, or is a variant's name alone.
  private func stem(_ name: String) -> String {
    let url = URL(filePath: name)
    let isEnding = url.pathExtension.allSatisfy { $0.isLetter || $0.isNumber }
    return (isEnding ? url.deletingPathExtension() : url).lastPathComponent
  }

  private var listing: URL { URL(filePath: output).appending(path: "manifest.csv") }

  /// - Throws: `FileError` where a picture, the recording that it is of, or what says its front end would
  ///   be written over.
  private func guardOutputs(_ sounds: [URL], of read: PictureInput) throws(FileError) {
    let manifest = read.manifest
    let named = manifest.map { $0.rows.flatMap { [$0.picture, URL(filePath: $0.source)] } }
    try OutputGuard(
      reading: CommandInputs.described(source) + settings.files
        + (named ?? read.pictures.map { URL(filePath: $0.name) })
    ).require(
      sounds + (manifest == nil ? [] : [listing]), overManifests: true, makingFolders: holdsSeveral)
    if manifest != nil { try AugmentedManifest.requirePlace(listing) }
  }

  /// Writes the sounds, and lists them where the pictures were listed. Stopped in the middle, what is
  /// done can be used, and the same command goes on.
  ///
  /// - Returns: the mean error of each in dB.
  /// - Throws: `PartlyDone` where some of several are written, else `FileError`, `CancellationError`.
  private func write(
    _ items: [(picture: LogMel, sound: URL)], by inversion: MelInversion, seed: UInt64,
    of read: PictureInput
  ) async throws -> [Double] {
    let bar = answer.progressBar("Inverting", total: items.count, unit: "pictures")
    guard holdsSeveral else {
      let errors = try await Interrupt.cancelling {
        try await inversion.write(items) { done, _ in bar.update(done) }
      }
      bar.finish()
      return errors
    }
    let folder = URL(filePath: output, directoryHint: .isDirectory)
    let pictures = items.map { picture, sound in
      let hash = picture.values.withUnsafeBytes { ContentHash(of: $0) }
      return "\(sound.lastPathComponent) \(hash)"
    }
    let note = InversionNote(
      version: Ser.version, iterations: iterations, seed: seed,
      source: ContentHash(of: (["\(read.frontEnd)"] + pictures).joined(separator: "\n")).hex)
    try note.requirePlace(in: folder, for: items.map(\.sound))
    let list = read.manifest.map { $0.listing(items.map(\.sound)).text } ?? ""
    let batch = try OutputBatch(
      in: folder, madeOf: ["invert", note.version, "\(iterations)", "\(seed)", note.source],
      listing: try list.utf8.count + JSONFile.text(note).utf8.count)
    do {
      let errors = try await Interrupt.cancelling {
        try await inversion.write(items, noting: batch) { done, _ in bar.update(done) }
      }
      bar.finish()
      batch.release()
      try read.manifest?.listing(items.map(\.sound)).write(to: listing)
      try note.write(to: folder)
      batch.finish()
      return errors
    } catch {
      bar.finish()
      let names = items.map(\.sound.lastPathComponent)
      let done = batch.count(of: names)
      guard done > 0 else {
        batch.abandon()
        throw error
      }
      batch.release()
      let isListed =
        (try? read.manifest?.listing(items.map(\.sound))
          .keeping { batch.note(of: $0.picture.lastPathComponent) != nil }.write(to: listing))
        != nil
      throw PartlyDone(
        error, done: done, of: names.count, "sounds",
        list: isListed ? listing : nil)
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
