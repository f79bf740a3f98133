import Files
import Foundation
import Speech
import TestSupport
import Testing

/// No command writes over what it reads, whatever path leads there: 73, and the file is as it was. What is
/// read need not make sense, for nothing is computed before.
@Suite(.timeLimit(.minutes(10))) struct OutputGuardTests {
  let folder: TemporaryFolder
  let program: Program

  /// A case: what is asked, and which file must not change.
  struct Case: CustomTestStringConvertible {
    let command: String
    let file: String
    /// Links that are made first, `name=target`; with `==` hard ones.
    var links: [String] = []

    var testDescription: String { command }
  }

  init() throws {
    folder = try TemporaryFolder()
    program = Program(folder: folder.url)
    for name in ["corpus", "corpus/wav", "run", "run/checkpoints", "run2", "out", "db"] {
      try Folder.create(folder(name))
    }
    let tone = (0..<4_000).map { sin(Float($0) * 0.2) / 2 }
    for name in ["a.wav", "corpus/b.wav", "corpus/wav/03a01Fa.wav"] {
      try Signal(tone, sampleRate: 16_000).write(to: folder(name))
    }
    let manifest = "file,emotion,speaker\na.wav,sad,x\ncorpus/b.wav,happy,y\n"
    for name in ["m.csv", "predictions.csv", "manifest.csv"] { try write(manifest, to: name) }
    try write("file,emotion\nb.wav,sad\n", to: "corpus/list.csv")
    for name in [
      "w.safetensors", "pictures.safetensors", "f.npz", "run/classifier.safetensors",
      "run/mixup-gan.safetensors", "run/training.safetensors", "run/results.json",
      "run/predictions.csv", "run/metrics.jsonl", "run/checkpoints/state.safetensors",
      "notes.txt", "notes.csv", "notes.npz", "notes.arff", "notes.json", "notes.onnx", "notes.png",
      "db/predictions.csv", "g.csv.labels.csv",
    ] { try write(name, to: name) }
    for name in ["g.csv.json", "g.npy.json", "out/manifest.csv.json"] {
      try write("{\"mine\": 1}", to: name)
    }
    for name in ["run/config.yaml", "c.yaml"] { try write("seed: 1\n", to: name) }
    try write("{}", to: "run/environment.json")
    let weights = try SafetensorsWriter(
      folder("v.safetensors"), entries: [SafetensorsEntry("fc.weight", shape: [1])])
    try weights.write([Float(1)], for: "fc.weight")
    try weights.commit()
    try write("frontEnd: {bands: 40}\n", to: "x.npy.json")
    try NPZFile.write(
      [
        (
          "\(folder("corpus/b.wav").path)",
          NPYArray([Float](repeating: -20, count: 128), shape: [1, 128])
        )
      ],
      to: folder("mel.npz"))
    try PictureSidecar(frontEnd: MelConfiguration()).write(beside: folder("mel.npz"))
    try NPYArray([Float](repeating: -20, count: 128), shape: [1, 128]).write(to: folder("one.npy"))
  }

  private func write(_ text: String, to name: String) throws {
    _ = try folder.write(Data(text.utf8), to: name)
  }

  @Test(arguments: [
    Case(command: "features is10 m.csv -o m.csv", file: "m.csv"),
    // A manifest that is not read, and took hours.
    Case(command: "features is10 a.wav -o m.csv", file: "m.csv"),
    Case(command: "features is10 m.csv -o ./m.csv", file: "m.csv"),
    Case(command: "features is10 m.csv -o HERE/m.csv", file: "m.csv"),
    Case(command: "features is10 m.csv -o run/../m.csv", file: "m.csv"),
    Case(command: "features is10 m.csv -o x.csv", file: "m.csv", links: ["x.csv=m.csv"]),
    Case(command: "features is10 m.csv -o x.csv", file: "m.csv", links: ["x.csv==m.csv"]),
    Case(command: "features is10 x.csv -o m.csv", file: "m.csv", links: ["x.csv=m.csv"]),
    Case(command: "features is10 m.csv -o f/m.csv", file: "m.csv", links: ["f=."]),
    Case(
      command: "features is10 m.csv -o x.npz", file: "corpus/b.wav", links: ["x.npz=corpus/b.wav"]),
    Case(command: "features is10 a.wav -o x.arff", file: "a.wav", links: ["x.arff==a.wav"]),
    Case(command: "features is10 m.csv -o x.csv", file: "m.csv", links: ["x.csv.json=m.csv"]),
    Case(command: "features mel m.csv -o m.csv", file: "m.csv"),
    Case(command: "features mel a.wav -o x.png", file: "a.wav", links: ["x.png==a.wav"]),
    Case(command: "features mel a.wav -o x.npy --config x.npy.json", file: "x.npy.json"),
    Case(command: "predict a.wav --model w.safetensors -o a.wav", file: "a.wav"),
    Case(
      command: "predict corpus --model w.safetensors -o corpus/wav/03a01Fa.wav",
      file: "corpus/wav/03a01Fa.wav"),
    Case(command: "predict a.wav --model w.safetensors -o w.safetensors", file: "w.safetensors"),
    Case(command: "predict f.npz --model w.safetensors --manifest m.csv -o m.csv", file: "m.csv"),
    Case(command: "predict one.npy --model w.safetensors --logits one.npy", file: "one.npy"),
    Case(
      command: "predict a.wav --model run/classifier.safetensors -o run/results.json",
      file: "run/results.json"),
    Case(
      command: "predict a.wav --model run/classifier.safetensors -o run/config.yaml",
      file: "run/config.yaml"),
    Case(command: "predict a.wav --model w.safetensors --format audformat -o a.wav", file: "a.wav"),
    Case(
      command: "predict a.wav --model w.safetensors --format audformat -o notes.txt",
      file: "notes.txt"),
    Case(command: "evaluate predictions.csv --model w.safetensors -o .", file: "predictions.csv"),
    Case(
      command: "evaluate m.csv --model w.safetensors -o out", file: "corpus/b.wav",
      links: ["out/results.json=../corpus/b.wav"]),
    Case(
      command: "evaluate m.csv --model w.safetensors --features f.npz -o out", file: "f.npz",
      links: ["out/results.json==f.npz"]),
    Case(
      command: "evaluate m.csv --model run/classifier.safetensors -o run",
      file: "run/results.json"),
    Case(command: "evaluate m.csv --model w.safetensors -o run", file: "run/predictions.csv"),
    Case(command: "augment manifest.csv --model w.safetensors -o .", file: "manifest.csv"),
    Case(command: "augment m.csv --model w.safetensors -o .", file: "manifest.csv"),
    Case(
      command: "augment m.csv --model w.safetensors -o out", file: "w.safetensors",
      links: ["out/manifest.csv.json=../w.safetensors"]),
    Case(command: "invert mel.npz -o corpus", file: "corpus/b.wav"),
    Case(
      command: "invert one.npy -o x.wav --preset paper", file: "one.npy", links: ["x.wav=one.npy"]),
    Case(command: "invert a.wav -o a.wav", file: "a.wav"),
    Case(
      command: "invert a.wav -o x.wav --config c.yaml", file: "c.yaml", links: ["x.wav==c.yaml"]),
    Case(command: "encode w.safetensors f.npz -o f.npz", file: "f.npz"),
    Case(command: "encode w.safetensors f.npz -o w.safetensors", file: "w.safetensors"),
    Case(command: "encode run f.npz -o run/training.safetensors", file: "run/training.safetensors"),
    Case(command: "encode w.safetensors f.npz --manifest m.csv -o m.csv", file: "m.csv"),
    Case(command: "synthesize run -o run/training.safetensors", file: "run/training.safetensors"),
    Case(command: "synthesize run -o run/mixup-gan.safetensors", file: "run/mixup-gan.safetensors"),
    Case(
      command: "synthesize run -o x.csv", file: "run/mixup-gan.safetensors",
      links: ["x.csv.labels.csv=run/mixup-gan.safetensors"]),
    Case(command: "export onnx w.safetensors -o w.safetensors", file: "w.safetensors"),
    Case(
      command: "export onnx run/checkpoints/state.safetensors -o x.onnx",
      file: "run/checkpoints/state.safetensors",
      links: ["x.onnx==run/checkpoints/state.safetensors"]),
    Case(
      command: "export onnx run/classifier.safetensors -o run/metrics.jsonl",
      file: "run/metrics.jsonl"),
    Case(command: "corpus import csv m.csv -o m.csv", file: "m.csv"),
    Case(command: "corpus import csv m.csv -o corpus/b.wav", file: "corpus/b.wav"),
    Case(command: "corpus import csv corpus -o corpus/list.csv", file: "corpus/list.csv"),
    Case(
      command: "corpus import emodb corpus/wav -o corpus/wav/03a01Fa.wav",
      file: "corpus/wav/03a01Fa.wav"),
    Case(
      command: "train classifier m.csv -o run --resume", file: "m.csv",
      links: ["run/maps.json=../m.csv"]),
    Case(
      command: "train classifier m.csv --augmented manifest.csv -o run --resume",
      file: "manifest.csv", links: ["run/plans.json==manifest.csv"]),
    Case(
      command: "train dnn m.csv --features f.npz -o run --resume", file: "f.npz",
      links: ["run/time.json==f.npz"]),
    Case(
      command: "experiment cross-corpus m.csv predictions.csv -o run --resume",
      file: "predictions.csv", links: ["run/report.html=../predictions.csv"]),
    Case(
      command: "train classifier .m.csv -o .", file: ".m.csv", links: ["environment.json=.m.csv"]),
    // What a run found that the command has nothing to do with.
    Case(
      command: "predict a.wav --model w.safetensors -o run/results.json", file: "run/results.json"),
    Case(
      command: "predict a.wav --model w.safetensors -o out/p.csv", file: "run/predictions.csv",
      links: ["out/p.csv=../run/predictions.csv"]),
    Case(command: "features is10 a.wav -o run/predictions.csv", file: "run/predictions.csv"),
    Case(
      command: "features mel m.csv -o run/classifier.safetensors",
      file: "run/classifier.safetensors"),
    Case(command: "corpus import csv m.csv -o run/predictions.csv", file: "run/predictions.csv"),
    Case(
      command: "export onnx w.safetensors -o run/checkpoints/state.safetensors",
      file: "run/checkpoints/state.safetensors"),
    Case(command: "encode w.safetensors f.npz -o run/folds.csv", file: "run/results.json"),
    // Something else than what would be written.
    Case(command: "predict a.wav --model w.safetensors -o corpus/b.wav", file: "corpus/b.wav"),
    Case(command: "predict a.wav --model w.safetensors -o v.safetensors", file: "v.safetensors"),
    Case(command: "predict a.wav --model w.safetensors -o f.npz", file: "f.npz"),
    Case(
      command: "predict a.wav --model w.safetensors -o x.csv", file: "corpus/b.wav",
      links: ["x.csv=corpus/b.wav"]),
    Case(
      command: "features is10 a.wav -o x.csv", file: "v.safetensors",
      links: ["x.csv=v.safetensors"]),
    Case(
      command: "predict one.npy --model w.safetensors --logits corpus/b.wav", file: "corpus/b.wav"),
    Case(command: "export onnx w.safetensors -o v.safetensors", file: "v.safetensors"),
    Case(command: "export onnx w.safetensors -o m.csv", file: "m.csv"),
    Case(command: "corpus import csv m.csv -o v.safetensors", file: "v.safetensors"),
    Case(command: "corpus import csv corpus/list.csv -o a.wav", file: "a.wav"),
    Case(command: "features is10 a.wav -o v.safetensors", file: "v.safetensors"),
    Case(command: "features mel a.wav -o v.safetensors", file: "v.safetensors"),
    Case(command: "encode w.safetensors f.npz -o v.safetensors", file: "v.safetensors"),
    Case(command: "synthesize run -o v.safetensors", file: "v.safetensors"),
    // Notes under the name of an output.
    Case(command: "predict a.wav --model w.safetensors -o notes.txt", file: "notes.txt"),
    Case(command: "predict a.wav --model w.safetensors -o notes.csv", file: "notes.csv"),
    Case(command: "predict a.wav --model w.safetensors -o notes.json", file: "notes.json"),
    Case(command: "features is10 a.wav -o notes.npz", file: "notes.npz"),
    Case(command: "features is10 a.wav -o notes.arff", file: "notes.arff"),
    Case(command: "features mel a.wav -o notes.png", file: "notes.png"),
    Case(command: "encode w.safetensors f.npz -o notes.csv", file: "notes.csv"),
    Case(command: "export onnx w.safetensors -o notes.onnx", file: "notes.onnx"),
    Case(command: "export onnx w.safetensors -o notes.txt", file: "notes.txt"),
    Case(command: "corpus import emodb corpus/wav -o notes.txt", file: "notes.txt"),
    Case(command: "corpus import emodb corpus/wav -o notes.csv", file: "notes.csv"),
    // What is written beside an output, under a name that the user has not given.
    Case(command: "features is10 a.wav -o g.csv", file: "g.csv.json"),
    Case(command: "features is10 m.csv -o g.npy", file: "g.npy.json"),
    Case(command: "features mel a.wav -o g.npy", file: "g.npy.json"),
    Case(command: "encode w.safetensors f.npz -o g.csv", file: "g.csv.json"),
    Case(command: "synthesize w.safetensors -o g.csv", file: "g.csv.json"),
    Case(
      command: "synthesize w.safetensors -o h.csv", file: "g.csv.labels.csv",
      links: ["h.csv.labels.csv=g.csv.labels.csv"]),
    Case(command: "augment m.csv --model w.safetensors -o out", file: "out/manifest.csv.json"),
    Case(command: "evaluate m.csv --model w.safetensors -o db", file: "db/predictions.csv"),
    // Two things that are written, at one place.
    Case(command: "features mel a.wav -o y.npy", file: "a.wav", links: ["y.npy.json=y.npy"]),
    Case(command: "synthesize run -o y.csv", file: "m.csv", links: ["y.csv.labels.csv=y.csv"]),
    Case(command: "demo -o practice", file: "m.csv"),
  ])
  func isNotWrittenOver(_ test: Case) async throws {
    if test.command.contains(".m.csv") {
      try FileManager.default.copyItem(at: folder("m.csv"), to: folder(".m.csv"))
    }
    for link in test.links {
      let parts = link.split(separator: "=")
      let place = folder(String(parts[0]))
      try? FileManager.default.removeItem(at: place)
      if link.contains("==") {
        try FileManager.default.linkItem(at: folder(String(parts[1])), to: place)
      } else {
        try FileManager.default.createSymbolicLink(
          atPath: place.path, withDestinationPath: String(parts[1]))
      }
    }
    let before = try Data(contentsOf: folder(test.file))
    let words = test.command.split(separator: " ").map {
      String($0).replacing("HERE", with: folder.url.path)
    }
    let answer = try await program(words)
    #expect(answer.isRefused(73), "\(answer)")
    #expect(try Data(contentsOf: folder(test.file)) == before)
  }

  /// An output that is there already, and is nobody's input, is written anew as ever.
  @Test func whatIsNotReadIsWrittenOver() async throws {
    for name in ["new.npy", "new.npy", "new.safetensors", "new.safetensors", "new.png", "new.png"] {
      let answer = try await program(["features", "mel", "a.wav", "-o", name, "-q"])
      #expect(answer.status == 0, "\(answer)")
    }
    // What another command of this program wrote beside it is its own.
    for name in ["new.csv", "new.csv", "new.npy"] {
      let answer = try await program(["features", "is10", "corpus/wav/03a01Fa.wav", "-o", name])
      #expect(answer.status == 0, "\(answer)")
    }
    for _ in 0..<2 {
      let answer = try await program([
        "corpus", "import", "emodb", "corpus/wav", "-o", "corpus/wav/own.csv",
      ])
      #expect(answer.status == 0, "\(answer)")
    }
  }
}
