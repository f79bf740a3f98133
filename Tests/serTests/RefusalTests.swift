import Files
import Foundation
import TestSupport
import Testing

/// The built program refuses bad input with one sentence that names the file, with its exit status,
/// and leaves nothing behind.
@Suite(.timeLimit(.minutes(10))) struct RefusalTests {
  let corpus: SmallCorpus

  init() throws { corpus = try SmallCorpus() }

  private func train(_ words: String..., on manifest: String = "m.csv") -> [String] {
    ["train", "classifier", manifest, "--output", "run"] + words + SmallCorpus.settings
  }

  private func expectNoRun() { #expect(!exists("run")) }

  private func exists(_ name: String) -> Bool {
    FileManager.default.fileExists(atPath: corpus.folder(name).path)
  }

  /// The bytes of the corpus's first recording, after `change`.
  private func changed(_ change: (inout Data) -> Void) throws {
    let file = corpus.folder("angry-0-0.wav")
    var bytes = try Data(contentsOf: file)
    change(&bytes)
    try bytes.write(to: file)
  }

  /// A mono wav file whose samples are of 32-bit floats.
  private static func wav(of samples: [Float]) -> Data {
    func bytes(_ number: some FixedWidthInteger) -> [UInt8] {
      withUnsafeBytes(of: number.littleEndian, Array.init)
    }
    let content = samples.flatMap { bytes($0.bitPattern) }
    var file = Array("RIFF".utf8) + bytes(UInt32(36 + content.count)) + Array("WAVEfmt ".utf8)
    file += bytes(UInt32(16)) + bytes(UInt16(3)) + bytes(UInt16(1)) + bytes(UInt32(16_000))
    file += bytes(UInt32(64_000)) + bytes(UInt16(4)) + bytes(UInt16(32)) + Array("data".utf8)
    return Data(file + bytes(UInt32(content.count)) + content)
  }

  @Test(arguments: ["empty", "truncated", "text", "not a number"])
  func aRecordingThatCannotBeRead(_ fault: String) async throws {
    try changed { bytes in
      switch fault {
      case "empty": bytes = Data()
      case "truncated": bytes = bytes.prefix(bytes.count / 2)
      case "text": bytes = Data("file,emotion\n".utf8)
      default: bytes = Self.wav(of: [0, .nan, 0])
      }
    }
    let answer = try await corpus.program(train())
    #expect(answer.isRefused(65, naming: "angry-0-0.wav"), "\(answer)")
    expectNoRun()
  }

  @Test func aRecordingThatIsMissing() async throws {
    try FileManager.default.removeItem(at: corpus.folder("angry-0-0.wav"))
    let answer = try await corpus.program(train())
    #expect(answer.isRefused(66, naming: "angry-0-0.wav"), "\(answer)")
    expectNoRun()
  }

  @Test func aManifestThatIsMissing() async throws {
    let answer = try await corpus.program(train(on: "none.csv"))
    #expect(answer.isRefused(66, naming: "none.csv"), "\(answer)")
    expectNoRun()
  }

  @Test(arguments: ["file,speaker\na.wav,x\n", "emotion,speaker\nsad,x\n"])
  func aManifestWithoutARequiredColumn(_ text: String) async throws {
    _ = try corpus.folder.write(Data(text.utf8), to: "short.csv")
    let answer = try await corpus.program(train(on: "short.csv"))
    #expect(answer.isRefused(65, naming: "short.csv"), "\(answer)")
    expectNoRun()
  }

  @Test func anEmotionThatDoesNotOccur() async throws {
    let answer = try await corpus.program(train("--classes", "angry,bored"))
    #expect(answer.isRefused(65, naming: "m.csv", "bored", "neutral"), "\(answer)")
    expectNoRun()
  }

  @Test func anUnknownKey() async throws {
    _ = try corpus.folder.write(Data("classifier:\n  epoch: 3\n".utf8), to: "c.yaml")
    let inFile = try await corpus.program(train("--config", "c.yaml"))
    #expect(inFile.isRefused(64, naming: "c.yaml", "classifier.epoch"), "\(inFile)")
    let inLine = try await corpus.program(train("--set", "clasifier.epochs=3"))
    #expect(inLine.isRefused(64, naming: "clasifier"), "\(inLine)")
    expectNoRun()
  }

  @Test func aMachineWithoutADevice() async throws {
    let environment = ["OCL_ICD_VENDORS": corpus.folder("no drivers").path]
    let answer = try await corpus.program(train(), environment: environment)
    #expect(answer.isRefused(69, naming: "OpenCL"), "\(answer)")
    let other = try await corpus.program(train("--device", "a device of no maker"))
    #expect(other.isRefused(69, naming: "a device of no maker"), "\(other)")
    expectNoRun()
  }

  /// /proc takes no folder from anybody, and /dev/full no byte.
  @Test func aPlaceThatCannotBeWrittenTo() async throws {
    let run = try await corpus.program(
      ["train", "classifier", "m.csv", "--output", "/proc/run"] + SmallCorpus.settings)
    #expect(run.isRefused(73, naming: "/proc/run"), "\(run)")
    let features = ["features", "mel", "angry-0-0.wav", "--quiet", "--output"]
    let folder = try await corpus.program(features + ["none/a.npy"])
    #expect(folder.isRefused(73, naming: "none/a.npy"), "\(folder)")
    let link = corpus.folder("full.npy")
    try FileManager.default.createSymbolicLink(atPath: link.path, withDestinationPath: "/dev/full")
    let full = try await corpus.program(features + ["full.npy"])
    #expect(full.isRefused(74, naming: "/dev/full"), "\(full)")
  }

  @Test func aRunThatIsThereIsNotOverwritten() async throws {
    try Folder.create(corpus.folder("run"))
    _ = try corpus.folder.write(Data("mine".utf8), to: "run/notes.txt")
    let answer = try await corpus.program(train())
    #expect(answer.isRefused(73, naming: "run", "no run"), "\(answer)")
    #expect(try Data(contentsOf: corpus.folder("run/notes.txt")) == Data("mine".utf8))
  }

  @Test func weightsThatAreNotThese() async throws {
    let trained = try await corpus.program(train("--set", "classifier.epochs=1"))
    #expect(trained.status == 0, "\(trained.errors)")
    let weights = try Data(contentsOf: corpus.folder("run/classifier.safetensors"))
    func predict(_ bytes: Data) async throws -> Program.Answer {
      _ = try corpus.folder.write(bytes, to: "w.safetensors")
      return try await corpus.program(["predict", "angry-0-0.wav", "--model", "w.safetensors"])
    }
    #expect(try await predict(weights).status == 0)

    var claiming = weights
    claiming.replaceSubrange(0..<8, with: withUnsafeBytes(of: UInt64(weights.count), Array.init))
    // A bit of the card, and one of the weights.
    let card = try #require(weights.firstRange(of: Data("normalization".utf8))?.lowerBound)
    let flipped = [card, weights.count - 100].map { place in
      var bytes = weights
      bytes[place] ^= 1
      return bytes
    }
    for bytes in flipped {
      #expect(try await predict(bytes).isRefused(65, naming: "w.safetensors", "checksum"))
      for command in [
        ["evaluate", "m.csv", "--model", "w.safetensors"],
        ["export", "onnx", "w.safetensors", "-o", "w.onnx"],
      ] {
        let answer = try await corpus.program(command)
        #expect(answer.isRefused(65, naming: "w.safetensors", "checksum"), "\(answer)")
      }
      #expect(!exists("w.onnx"))
    }
    for bad in [weights.prefix(1_000), weights.dropLast(4), claiming, Data("weights".utf8)] {
      let answer = try await predict(bad)
      #expect(answer.isRefused(65, naming: "w.safetensors"), "\(answer)")
    }

    let augment = try await corpus.program(
      ["augment", "m.csv", "--model", "run/classifier.safetensors", "--output", "augmented"])
    #expect(
      augment.isRefused(65, naming: "classifier.safetensors", "another model"), "\(augment)")
    #expect(!exists("augmented"))
  }

  @Test func aDuplicateRowIsWarnedOfAndKeptOnce() async throws {
    let manifest = corpus.folder("m.csv")
    let rows = try String(contentsOf: manifest, encoding: .utf8)
    try Data((rows + "\nsad-0-0.wav,sad,sp0\n").utf8).write(to: manifest)
    let answer = try await corpus.program(["corpus", "show", "m.csv", "--json"])
    #expect(answer.status == 0)
    #expect(answer.output.contains("sad-0-0.wav again"), "\(answer)")
    #expect(answer.output.contains("\"recordings\" : 32"), "\(answer)")
  }

  @Test func aReportOnWhatIsNoRun() async throws {
    let report = try await corpus.program(["report", "nothing"])
    #expect(report.status == 66)
    #expect(
      report.errors.hasSuffix("holds no run; give the folder that a command's --output named.\n"))
    #expect(!exists("nothing"))
  }
}
