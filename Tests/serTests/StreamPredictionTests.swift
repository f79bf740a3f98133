import Files
import Foundation
import Speech
import Testing

/// The built program's predictions of what comes by standard input, and of manifests.
@Suite(.timeLimit(.minutes(10))) struct StreamPredictionTests {
  let corpus: SmallCorpus

  init() throws { corpus = try SmallCorpus() }

  private func prepare() async throws {
    let trained = try await corpus.program(
      ["train", "classifier", "m.csv", "--output", "run"] + SmallCorpus.settings)
    #expect(trained.status == 0, "\(trained.errors)")
    let tone = (0..<80_000).map { 0.3 * sin(Float($0) * 0.06) }
    try Signal(tone, sampleRate: 16_000).write(to: corpus.folder("long.wav"))
  }

  /// - Parameter source: a command that puts out sound.
  private func predict(_ source: String, _ words: String...) async throws -> Program.Answer {
    try await corpus.program.shell(
      "\(source) | '\(Program.path.path)' predict - --model run \(words.joined(separator: " "))")
  }

  private struct Line: Decodable, Equatable {
    let start: Double
    let end: Double
    let predicted: String
    let probabilities: [String: Double]
  }

  private struct Recording: Decodable {
    let segments: [Line]
  }

  @Test func aStreamHasTheSegmentsOfTheFile() async throws {
    try await prepare()
    for step in [[], ["--step", "0.5"], ["--step", "7"]] {
      let file = try await corpus.program(
        ["predict", "long.wav", "--model", "run", "--json"] + step)
      let whole = try JSONDecoder().decode([Recording].self, from: Data(file.output.utf8))
      let stream = try await predict("cat long.wav", "--json", step.joined(separator: " "))
      #expect(stream.status == 0 && stream.errors.isEmpty, "\(stream)")
      let lines = try stream.output.split(separator: "\n").map {
        try JSONDecoder().decode(Line.self, from: Data($0.utf8))
      }
      let segments = try #require(whole.first).segments
      #expect(
        lines.map(\.start) == segments.map(\.start) && lines.map(\.end) == segments.map(\.end))
      for (line, segment) in zip(lines, segments) {
        for (name, value) in segment.probabilities {
          #expect(abs(try #require(line.probabilities[name]) - value) < 1e-4)
        }
      }
    }
    let two = try await predict("cat long.wav long.wav", "--rate 8000", "--json")
    let one = try await predict("cat long.wav", "--json")
    #expect(two.status == 0 && two.output == one.output, "\(two)")
    #expect(two.errors.contains("another wav follows the first, which alone was read"), "\(two)")
    #expect(two.errors.contains("--rate 8000 is that of raw samples"), "\(two)")
    let raw = try await predict("tail -c +45 long.wav", "--rate 16000")
    let text = try await predict("cat long.wav")
    #expect(raw.status == 0 && raw.output == text.output, "\(raw)")
    #expect(text.output.hasPrefix("  0.00 to   0.80 s  "), "\(text)")
    // Less than a segment, and more than nothing.
    let short = try await predict("head -c 3000 long.wav")
    #expect(short.status == 0 && short.output.hasPrefix("  0.00 to   0.09 s"), "\(short)")
    #expect(short.errors.contains("before its header says"), "\(short)")
  }

  @Test func whatCannotBeHeardIsRefused() async throws {
    try await prepare()
    #expect(try await predict("printf ''").isRefused(65, naming: "standard input", "no sound"))
    #expect(try await predict("echo no sound at all").isRefused(65, naming: "--rate 16000"))
    for words in ["long.wav", "--output p.csv", "--rate 0", "--manifest m.csv"] {
      let answer = try await predict("cat long.wav", words)
      #expect(answer.status == 64 && answer.output.isEmpty, "\(answer)")
    }
    let rate = try await corpus.program(["predict", "long.wav", "--model", "run", "--rate", "8000"])
    #expect(rate.status == 64, "\(rate)")
  }

  /// A reader who has read enough, and a user who wishes to stop.
  @Test func aStreamEndsWithItsReaderAndItsUser() async throws {
    try await prepare()
    let program = Program.path.path
    let endless = "while :; do tail -c +45 long.wav || exit; done 2>/dev/null"
    let read = try await corpus.program.shell(
      "(\(endless)) | { '\(program)' predict - --rate 16000 --model run; echo $? >status; } | head -n 2"
    )
    #expect(read.output.split(separator: "\n").count == 2, "\(read)")
    #expect(try String(contentsOf: corpus.folder("status"), encoding: .utf8) == "0\n")
    let stopped = try await corpus.program.shell(
      "mkfifo pipe; : >lines; sleep 60 >pipe & writer=$!; "
        + "{ cat long.wav; cat pipe; } | '\(program)' predict - --model run >lines & "
        + "reader=$!; while [ $(wc -l <lines) -lt 6 ]; do sleep 0.1; done; "
        + "kill -INT $reader; wait $reader; echo $?; kill $writer")
    #expect(stopped.output.hasSuffix("0\n"), "\(stopped)")
    let lines = try String(contentsOf: corpus.folder("lines"), encoding: .utf8)
    #expect(lines.split(separator: "\n").count == 7, "\(lines)")
  }

  @Test func aManifestIsItsRecordings() async throws {
    try await prepare()
    let all = try await corpus.program(
      ["predict", "m.csv", "--model", "run", "--output", "all.csv", "--over-time"])
    #expect(all.status == 0, "\(all)")
    #expect(
      all.errors.contains("recordings have one row each, as they are no longer than a segment"))
    let rows = try CSVTable(contentsOf: corpus.folder("all.csv")).rows.filter { $0[1].isEmpty }
    #expect(rows.count == 32)
    let some = try await corpus.program([
      "predict", "m.csv", "--model", "run", "--where", "speaker=sp1", "--where", "emotion=sad",
      "--quiet", "--json",
    ])
    #expect(some.status == 0 && some.errors.contains("2 of 32 recordings are selected"), "\(some)")
    let none = try await corpus.program(
      ["predict", "m.csv", "--model", "run", "--where", "speaker=sp9"])
    #expect(none.isRefused(65, naming: "m.csv", "speaker=sp9", "sp0, sp1, sp2"), "\(none)")
    let sound = try await corpus.program(
      ["predict", "long.wav", "--model", "run", "--where", "speaker=sp1"])
    #expect(sound.isRefused(64, naming: "--where", "manifest"), "\(sound)")
    let short = try await corpus.program(
      ["predict", "sad-0-0.wav", "--model", "run", "--over-time", "--step", "0.1"])
    #expect(
      short.errors
        == "warning: sad-0-0.wav has one row: it is 0.75 s long, no longer than a segment of 0.80 s.\n",
      "\(short)")
  }
}
