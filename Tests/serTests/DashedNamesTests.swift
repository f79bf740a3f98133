import Foundation
import TestSupport
import Testing

@testable import ser

/// A file whose name begins with `-`, in every command that takes files.
@Suite struct DashedNamesTests {
  @Test(arguments: [
    ["predict", "-file.wav", "--model", "m"], ["features", "mel", "-file.wav", "-o", "x.npy"],
    ["features", "is10", "-file.csv", "-o", "x.csv"], ["corpus", "show", "-file.csv"],
    ["corpus", "import", "emodb", "-there", "-o", "m.csv"], ["train", "dnn", "-m.csv", "-o", "r"],
    ["train", "classifier", "m.csv", "-o", "-there"], ["report", "-there"],
    ["runs", "compare", "-there", "-there"], ["encode", "-there", "f.csv", "-o", "c.csv"],
    ["evaluate", "m.csv", "--model", "-w.safetensors"], ["invert", "-p.npy", "-o", "x"],
    ["export", "onnx", "-w.safetensors", "-o", "x.onnx"],
    ["augment", "-m.csv", "--model", "w", "-o", "x"],
  ])
  func theErrorNamesTheWayOut(words: [String]) async throws {
    let folder = try TemporaryFolder()
    try FileManager.default.createDirectory(at: folder("-there"), withIntermediateDirectories: true)
    let answer = try await Program(folder: folder.url)(words)
    let name = try #require(words.first { $0.hasPrefix("-") && $0 != "-o" && $0 != "--model" })
    #expect(answer.status == 64)
    #expect(
      answer.errors.hasPrefix(
        "ser: \(name) begins with - and is taken for options: write ./\(name), or -- before"),
      "\(answer.errors)")
  }

  @Test func behindTheDashesItIsAFile() async throws {
    let corpus = try SmallCorpus()
    try FileManager.default.copyItem(at: corpus.folder("m.csv"), to: corpus.folder("-m.csv"))
    for words in [["--quiet", "--", "-m.csv"], ["./-m.csv"]] {
      let answer = try await corpus.program(["corpus", "show"] + words)
      #expect(answer.status == 0, "\(answer.errors)")
    }
  }

  @Test func whatIsNoFileIsNotAdvisedOn() {
    for words in [
      ["predict", "a.wav"], ["predict", "-q", "--model", "m.safetensors"], ["x", "--", "-a.wav"],
      ["x", "--step", "-1.5"], ["x", "-a.wav", "--help"], ["x", "-"],
      ["x", "--set=classifier.batch=3"],
    ] {
      #expect(DashedNames.advice(for: words) == nil, "\(words)")
    }
  }
}
