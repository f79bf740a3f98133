import Files
import Foundation
import Speech
import Testing

/// What the built program says of recordings whose sound is not as it should be.
@Suite(.timeLimit(.minutes(10))) struct SoundProblemTests {
  let corpus: SmallCorpus

  init() throws {
    corpus = try SmallCorpus(samples: 3_000)
    let silence = Signal([Float](repeating: 0, count: 3_000), sampleRate: 16_000)
    for name in ["silent-0.wav", "silent-1.wav", "silent-2.wav"] {
      try silence.write(to: corpus.folder(name))
    }
    try Signal([0.5], sampleRate: 16_000).write(to: corpus.folder("one.wav"))
    var rows = try String(contentsOf: corpus.folder("m.csv"), encoding: .utf8)
    for name in ["silent-0", "silent-1", "silent-2", "one"] { rows += "\n\(name).wav,sad,sp0" }
    _ = try corpus.folder.write(Data(rows.utf8), to: "m.csv")
  }

  /// That the kinds are told, a line each.
  private func tells(_ answer: Program.Answer, _ location: SourceLocation = #_sourceLocation) {
    #expect(answer.status == 0, "\(answer)", sourceLocation: location)
    let lines = answer.errors.split(separator: "\n").filter { $0.hasPrefix("warning: ") }
    let kinds = [
      "warning: 1 recording does not fill one window: ", "warning: 3 recordings are silent: ",
    ]
    for kind in kinds {
      #expect(lines.count { $0.hasPrefix(kind) } == 1, "\(answer)", sourceLocation: location)
    }
    let told = lines.count { $0.contains("window: ") || $0.contains(" silent: ") }
    #expect(told == kinds.count, "\(answer)", sourceLocation: location)
    #expect(
      answer.errors.contains("silent-1.wav and 1 more."), "\(answer)", sourceLocation: location)
  }

  @Test func picturesTellThemOnTheFirstRunAndTheSecond() async throws {
    let features = ["features", "mel", "m.csv", "--output", "mel.npz", "--quiet"]
    tells(try await corpus.program(features))
    tells(try await corpus.program(features))
    let json = try await corpus.program(features + ["--json"])
    #expect(json.output.contains(#""kind" : "silent""#), "\(json)")
    let train = ["train", "classifier", "m.csv", "--output", "run"] + SmallCorpus.settings
    tells(try await corpus.program(train))
    let model = ["--model", "run/classifier.safetensors"]
    tells(try await corpus.program(["evaluate", "m.csv", "--quiet"] + model))
    try await predictionsTellThem(model)
  }

  /// Beside each recording, in every form.
  private func predictionsTellThem(_ model: [String]) async throws {
    let all = try await corpus.program(
      ["predict", "silent-0.wav", "one.wav", "sad-1-0.wav", "--output", "p.csv", "--quiet"]
        + model)
    #expect(all.status == 0, "\(all)")
    let lines = all.output.split(separator: "\n")
    #expect(lines[0].hasSuffix("[silent: nothing is louder than -60 dB]"), "\(all)")
    #expect(lines[1].hasSuffix("[short: 1 sample does not fill a window of 0.050 s]"), "\(all)")
    #expect(lines[2].hasSuffix(")"), "\(all)")
    #expect(all.errors.contains("warning: 1 recording is silent: silent-0.wav ("), "\(all)")
    let table = try CSVTable(contentsOf: corpus.folder("p.csv"))
    let column = try #require(table.index(of: "problems"))
    let told = table.rows.filter { $0[1].isEmpty }.map { $0[column] }
    #expect(told == ["silent", "short", ""])

    let json = try await corpus.program(["predict", "silent-0.wav", "--json"] + model)
    let list = try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [[String: Any]]
    let problems = list?.first?["problems"] as? [[String: String]]
    #expect(problems?.map { $0["kind"] } == ["silent"], "\(json)")
    let database = try await corpus.program(
      ["predict", "silent-0.wav", "--format", "audformat", "--output", "db"] + model)
    #expect(database.status == 0, "\(database)")
    let files = try CSVTable(contentsOf: corpus.folder("db/db.files.csv"))
    #expect(files.header.last == "problems" && files.rows[0].last == "silent")
  }

  @Test func featuresTellThemWhereverTheyComeFrom() async throws {
    let features = try await corpus.program(["features", "is10", "m.csv", "-o", "f.csv"])
    #expect(features.status == 0, "\(features)")
    #expect(features.errors.contains("3 recordings are silent: "), "\(features)")
    #expect(features.errors.contains("1 of 36 recordings is left out: "), "\(features)")
    for (run, source) in [("own", []), ("table", ["--features", "f.csv"])] {
      let answer = try await corpus.program(
        ["train", "dnn", "m.csv", "--output", run] + source + SmallFeatures.settings)
      #expect(answer.status == 0, "\(answer)")
      #expect(answer.errors.contains("3 recordings are silent: "), "\(answer)")
      #expect(answer.errors.contains("1 of 36 recordings is left out: "), "\(answer)")
    }
    let answer = try await corpus.program(
      ["predict", "silent-0.wav", "f.csv", "--model", "own/dnn.safetensors", "--quiet"])
    #expect(answer.errors.contains("4 recordings are silent: silent-0.wav"), "\(answer)")
    #expect(answer.errors.contains("1 of 37 recordings is left out: "), "\(answer)")
  }

  @Test func corpusShowNamesThem() async throws {
    let answer = try await corpus.program(["corpus", "show", "m.csv", "--quiet"])
    #expect(answer.output.contains("problems: 4 (short 1, silent 3)"), "\(answer)")
    #expect(answer.output.contains("short: \(corpus.folder("one.wav").path)"), "\(answer)")
  }
}
