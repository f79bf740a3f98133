import ArgumentParser
import Files
import Foundation
import Speech
import TestSupport
import Testing

@testable import ser

/// `ser invert` on what `ser features mel` writes and on what `ser augment` does.
struct InvertTests {
  let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    let tone = (0..<4_000).map { sin(Float($0) * 0.2) / 2 }
    for name in ["a.wav", "b.wav"] {
      try Signal(tone, sampleRate: 16_000).write(to: folder(name))
    }
    _ = try folder.write(Data("file,emotion\na.wav,happy\nb.wav,sad\n".utf8), to: "m.csv")
  }

  private func run(_ words: String...) async throws { try await run(words) }

  private func run(_ words: [String]) async throws {
    let arguments = words.map { $0.contains(".") ? folder($0).path : $0 }
    var command = try #require(
      try Ser.parseAsRoot(arguments + ["--iterations", "5", "--quiet"])
        as? any AsyncParsableCommand)
    try await command.run()
  }

  private func features(_ input: String, _ output: String, _ further: String...) async throws {
    var command = try #require(
      try Ser.parseAsRoot(
        ["features", "mel", folder(input).path, "-o", folder(output).path, "--quiet"] + further)
        as? any AsyncParsableCommand)
    try await command.run()
  }

  private func samples(of name: String) throws -> Int {
    let signal = try Signal(contentsOf: folder(name))
    #expect(signal.sampleRate == 16_000)
    return signal.samples.count
  }

  @Test func aPictureSaysItsFrontEnd() async throws {
    try await features("a.wav", "a.npy", "--set", "frontEnd.bands=40")
    try await run("invert", "a.npy", "--output", "again.wav")
    #expect(try samples(of: "again.wav") == 4_000)
  }

  @Test func ofARecordingThePictureIsMadeFirst() async throws {
    try await run("invert", "a.wav", "--output", "again.wav")
    #expect(try samples(of: "again.wav") == 4_000)
  }

  @Test(arguments: ["mel.npz", "mel.safetensors"])
  func severalPicturesBecomeAFolder(of sounds: String) async throws {
    try await features("m.csv", sounds)
    try await run("invert", sounds, "--output", folder("sounds").path)
    #expect(try samples(of: "sounds/a.wav") == 4_000 && samples(of: "sounds/b.wav") == 4_000)
  }

  /// A listening test would hear others than its list says.
  @Test func soundsOfOtherPicturesStay() async throws {
    try await features("m.csv", "mel.npz")
    let sounds = folder("sounds").path
    try await run("invert", "mel.npz", "--output", sounds)
    let first = try Data(contentsOf: folder("sounds/a.wav"))
    // The same again is no harm.
    try await run("invert", "mel.npz", "--output", sounds)
    #expect(try Data(contentsOf: folder("sounds/a.wav")) == first)
    try await features("m.csv", "other.npz", "--set", "frontEnd.bands=40")
    for words in [["mel.npz", "--seed", "7"], ["other.npz"]] {
      await #expect(throws: FileError.self) {
        try await run(["invert"] + words + ["--output", sounds])
      }
    }
    #expect(try Data(contentsOf: folder("sounds/a.wav")) == first)
    try FileManager.default.removeItem(at: folder("sounds/inversion.json"))
    await #expect(throws: FileError.self) { try await run("invert", "mel.npz", "--output", sounds) }
  }

  @Test func augmentedPicturesKeepTheirTable() async throws {
    try Folder.create(folder("augmented"))
    let picture = NPYArray([Float](repeating: -20, count: 3 * 128), shape: [3, 128])
    try picture.write(to: folder("augmented/0-a-0.npy"))
    _ = try folder.write(
      Data("file,emotion,speaker,source,copy\n0-a-0.npy,happy,x,a.wav,0\n".utf8),
      to: "augmented/manifest.csv")
    try PictureSidecar(frontEnd: MelConfiguration())
      .write(beside: folder("augmented/manifest.csv"))
    try await run("invert", "augmented/0-a-0.npy", "--output", "one.wav")
    #expect(try samples(of: "one.wav") == 1_600)
    try await run("invert", "augmented/manifest.csv", "--output", folder("sounds").path)
    let sounds = try Manifest(contentsOf: folder("sounds/manifest.csv")).recordings
    #expect(sounds.map(\.url.lastPathComponent) == ["0-a-0.wav"])
    #expect(sounds.map(\.emotion) == ["happy"])
  }

  @Test func aPictureOfAnUnknownFrontEndIsRefused() async throws {
    try NPYArray([Float](repeating: -20, count: 2 * 128), shape: [2, 128])
      .write(to: folder("x.npy"))
    let error = await #expect(throws: FileError.self) {
      try await run("invert", "x.npy", "--output", "x.wav")
    }
    #expect(error?.description.contains("which front end made it") == true, "\(error as Any)")
    try await run("invert", "x.npy", "--output", "x.wav", "--preset", "paper")
    #expect(try samples(of: "x.wav") == 1_200)
  }

  @Test(arguments: [([2, 64], Float(-20), "[2, 64]"), ([2, 128], .nan, "frame 0, band 0")])
  func whatIsNoPictureIsRefused(shape: [Int], value: Float, naming what: String) async throws {
    try NPYArray([Float](repeating: value, count: shape[0] * shape[1]), shape: shape)
      .write(to: folder("x.npy"))
    let error = await #expect(throws: FileError.self) {
      try await run("invert", "x.npy", "--output", "x.wav", "--preset", "paper")
    }
    #expect(error?.description.contains(what) == true, "\(error as Any)")
    #expect(!FileManager.default.fileExists(atPath: folder("x.wav").path))
  }

  @Test(arguments: [
    ["invert", "a.npy", "-o", "a.flac"], ["invert", "a.npy"],
    ["invert", "augmented/manifest.csv", "-o", "augmented"],
    ["invert", "a.npy", "-o", "a.wav", "--iterations", "-1"],
  ])
  func refusesWrongUse(arguments: [String]) throws {
    let error = #expect(throws: (any Error).self) { try Ser.parseAsRoot(arguments) }
    #expect(try Ser.exitCode(for: #require(error)).rawValue == 64)
  }
}
