import ArgumentParser
import Files
import Foundation
import Speech
import TestSupport
import Testing

@testable import ser

struct CommandTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// A second of a tone, and a manifest that lists it twice under two names.
  func manifest() throws -> URL {
    let tone = (0..<16_000).map { sin(Float($0) * 0.2) / 2 }
    for name in ["a.wav", "b.wav"] {
      try Signal(tone, sampleRate: 16_000).write(to: folder(name))
    }
    return try folder.write(
      Data("file,emotion\na.wav,happy\nb.wav,sad\n".utf8), to: "m.csv")
  }

  private func run(_ arguments: [String]) async throws {
    var command = try #require(try Ser.parseAsRoot(arguments) as? any AsyncParsableCommand)
    try await command.run()
  }

  @Test(arguments: ["npz", "safetensors", "csv", "arff"])
  func writesTheFeaturesOfAManifest(ending: String) async throws {
    let output = folder("mel.\(ending)")
    try await run(
      ["features", "mel", manifest().path, "--output", output.path, "--quiet", "--json"])
    let names = [folder("a.wav").path, folder("b.wav").path]
    switch ending {
    case "npz":
      let file = try NPZFile(contentsOf: output)
      #expect(file.names == names)
      #expect(try file.array(names[1])?.shape == [39, 128])
    case "safetensors":
      #expect(try SafetensorsFile(contentsOf: output)[names[0]]?.shape == [39, 128])
    case "csv":
      let table = try CSVTable(contentsOf: output)
      #expect(table.header.count == 130 && table.rows.count == 78)
    default:
      let text = try String(contentsOf: output, encoding: .utf8)
      // The relation, 130 attributes, @data and a row a frame.
      #expect(text.split(separator: "\n").count == 210)
    }
  }

  @Test func writesTheFeaturesOfARecording() async throws {
    _ = try manifest()
    try await run(
      [
        "features", "mel", folder("a.wav").path, "--output", folder("a.npy").path, "--set",
        "frontEnd.bands=40", "--quiet",
      ])
    #expect(try NPYArray(contentsOf: folder("a.npy")).shape == [39, 40])
  }

  @Test(arguments: ["csv", "arff", "npz", "safetensors"])
  func writesThe1582FeaturesOfAManifest(ending: String) async throws {
    let manifest = try manifest()
    try Signal([0.1, 0.2], sampleRate: 16_000).write(to: folder("short.wav"))
    _ = try folder.write(Data(contentsOf: manifest) + Data("short.wav,sad\n".utf8), to: "m.csv")
    let output = folder("is10.\(ending)")
    try await run(
      [
        "features", "is10", manifest.path, "--output", output.path, "--quiet", "--json",
        "--variant", "IS10_paraling_compat", "--jitter-fix",
      ])
    let table = try FeatureTable(contentsOf: output)
    #expect(table.files == [folder("a.wav").path, folder("b.wav").path])
    #expect(table.labels == (ending == "csv" ? nil : ["happy", "sad"]))
    #expect(
      table.kind == .is10(.paralingCompat, sampleRate: 16_000, switches: ["jitter-fix"]))
    #expect(table.names == Emobase2010.Variant.paralingCompat.names)
  }

  @Test func writesThe1582FeaturesOfARecording() async throws {
    _ = try manifest()
    try await run(
      ["features", "is10", folder("a.wav").path, "-o", folder("a.npy").path, "--native-rate"])
    #expect(try NPYArray(contentsOf: folder("a.npy")).shape == [1, 1582])
    try await run(["features", "is10", folder("a.wav").path, "-o", folder("a.csv").path])
    let table = try CSVTable(contentsOf: folder("a.csv"))
    #expect(table.header.count == 1583 && table.header[0] == "file")
    #expect(table.rows.map { $0[0] } == [folder("a.wav").path])
  }

  @Test func importsAndShowsACorpus() async throws {
    let output = folder("copy.csv")
    try await run(["corpus", "import", "csv", manifest().path, "--output", output.path])
    #expect(try Manifest(contentsOf: output).recordings.map(\.emotion) == ["happy", "sad"])
    try await run(["corpus", "show", output.path, "--json", "--quiet"])
  }

  @Test(arguments: [
    ["features", "mel", "a.wav"], ["features", "mel", "a.wav", "--output", "a.txt"],
    ["features", "mel", "m.csv", "--output", "a.npy"],
    ["features", "is10", "a.wav", "--output", "a.png"],
    ["features", "is10", "a.wav", "-o", "a.csv", "--variant", "IS11"],
    ["corpus", "import", "none", "/", "-o", "m"],
    ["features", "mel", "a.wav", "-o", "a.npy", "--preset", "best"],
  ])
  func refusesWrongUse(arguments: [String]) throws {
    let error = #expect(throws: (any Error).self) { try Ser.parseAsRoot(arguments) }
    #expect(try Ser.exitCode(for: #require(error)).rawValue == 64)
  }

  @Test func everyCommandShowsAnExample() {
    for command in Ser.configuration.subcommands {
      let leaves = command.configuration.subcommands
      for leaf in leaves.isEmpty ? [command] : leaves {
        let help = Ser.helpMessage(for: leaf, columns: 80)
        // An example that is wrapped cannot be copied.
        let examples = help.split(separator: "\n\n").filter { $0.hasPrefix("Example") }
        #expect(examples.count == 1, "\(leaf)")
        for line in examples.joined(separator: "\n").split(separator: "\n").dropFirst() {
          #expect(line.hasPrefix("  ser "), "\(leaf): \(line)")
        }
      }
    }
  }
}
