import Files
import Foundation
import Speech
import TestSupport
import Testing
import Training

/// Stopped and killed runs of the built program end as those that were never disturbed.
@Suite(.serialized, .timeLimit(.minutes(10))) struct ResumeTests {
  let corpus: SmallCorpus

  init() throws { corpus = try SmallCorpus() }

  private func command(_ words: String...) -> [String] { words + SmallCorpus.settings }

  @Test func anInterruptedAugmentorGoesOnByTheCommandThatItSays() async throws {
    let train = command("train", "augmentor", "m.csv")
    let whole = try await corpus.program(train + ["--output", "whole"])
    #expect(whole.status == 0, "\(whole.errors)")

    // A name that a shell would take apart.
    let run = "it's a run"
    let checkpoints = corpus.folder("\(run)/checkpoints/augmentor")
    let stopped = try await corpus.program(train + ["--output", run], signal: SIGINT) {
      (try? Folder.names(in: checkpoints).isEmpty) == false
    }
    #expect(stopped.status == 75)
    let page = try String(contentsOf: corpus.folder("\(run)/report.html"), encoding: .utf8)
    #expect(page.contains("<h1>Training of an augmentor</h1>"))
    #expect(page.contains("The run is interrupted: at augmentor, iteration "))
    #expect(page.contains("<code>\(try #require(stopped.resuming))</code>"))
    let settings = try Data(contentsOf: corpus.folder("\(run)/config.yaml"))
    try AtomicFile.write(
      String(decoding: settings, as: UTF8.self) + "# mine\n",
      to: corpus.folder("\(run)/config.yaml"))
    for words in [train + ["--output", run, "--resume"], ["report", run]] {
      let refused = try await corpus.program(words)
      #expect(refused.isRefused(65, naming: "config.yaml is not what"), "\(refused)")
    }
    _ = try corpus.folder.write(settings, to: "\(run)/config.yaml")
    let environment = corpus.folder("\(run)/environment.json")
    let text = try String(contentsOf: environment, encoding: .utf8)
    try AtomicFile.write(
      text.replacing("\"version\" : \"", with: "\"version\" : \"0.0."), to: environment)
    let resumed = try await corpus.program.shell(#require(stopped.resuming))
    #expect(resumed.status == 0, "\(resumed.errors)")
    #expect(resumed.errors.contains("was started by ser 0.0."))
    #expect(try corpus.isSame("whole/augmentor.safetensors", "\(run)/augmentor.safetensors"))
    #expect(try corpus.isSame("whole/metrics.jsonl", "\(run)/metrics.jsonl"))
    // What is done keeps its weights, and nothing to go on with.
    #expect(try Folder.names(in: corpus.folder("\(run)/checkpoints")).isEmpty)
    let again = try await corpus.program(train + ["--output", run, "--resume"])
    #expect(again.status == 0, "\(again)")
    for file in ["augmentor.safetensors", "metrics.jsonl"] {
      #expect(try corpus.isSame("whole/\(file)", "\(run)/\(file)"), "\(file)")
    }
    #expect(try Folder.names(in: corpus.folder("\(run)/checkpoints")).isEmpty, "trained anew")
  }

  @Test func aRunKeepsItsPrecision() async throws {
    let train = command("train", "augmentor", "m.csv", "--output", "run")
    let first = try await corpus.program(train + ["--precision", "tf32"])
    #expect(first.status == 0, "\(first.errors)")
    // Where the device cannot, the run is in float32: it keeps what it asked for all the same.
    let other = try await corpus.program(train + ["--resume", "--precision", "float32"])
    #expect(other.isRefused(64, naming: "run", "--precision tf32"), "\(other)")
    let resumed = try await corpus.program(train + ["--resume"])
    #expect(resumed.status == 0, "\(resumed.errors)")
  }

  @Test func aRunThatAnotherProcessWorksOnIsRefused() async throws {
    let train = command("train", "augmentor", "m.csv", "--output", "run")
    let checkpoints = corpus.folder("run/checkpoints/augmentor")
    let killed = try await corpus.program(train, signal: SIGKILL) {
      (try? Folder.names(in: checkpoints).isEmpty) == false
    }
    #expect(killed.status == 128 + SIGKILL)
    // This process lives.
    let lease = try RunLease(of: corpus.folder("run"))
    let metrics = try Data(contentsOf: corpus.folder("run/metrics.jsonl"))
    for words in [train + ["--resume"], train] {
      let refused = try await corpus.program(words)
      #expect(refused.isRefused(73, naming: "run", "process \(getpid())", "120 s"), "\(refused)")
    }
    #expect(try Data(contentsOf: corpus.folder("run/metrics.jsonl")) == metrics)
    let list = try await corpus.program(["runs", "list", "."])
    #expect(list.output.contains("process \(getpid()) on "), "\(list)")
    try Folder.create(corpus.folder("damaged"))
    _ = try corpus.folder.write(Data("{".utf8), to: "damaged/environment.json")
    let further = try await corpus.program(["runs", "list", "."])
    #expect(further.output == list.output && further.errors.contains("damaged/environment.json"))
    lease.release()
    let resumed = try await corpus.program(train + ["--resume"])
    #expect(resumed.status == 0, "\(resumed.errors)")
    #expect(!FileManager.default.fileExists(atPath: corpus.folder("run/lease.json").path))
  }

  /// A manifest that is as it was says nothing of the sounds that it lists.
  @Test func aRunGoesOnWithTheSameSoundsAlone() async throws {
    let train = command("train", "classifier", "m.csv", "--output", "run")
    let checkpoints = corpus.folder("run/checkpoints/classifier")
    let killed = try await corpus.program(train, signal: SIGKILL) {
      (try? Folder.names(in: checkpoints).isEmpty) == false
    }
    #expect(killed.status == 128 + SIGKILL)
    let place = corpus.folder("sad-1-0.wav")
    let sound = try Data(contentsOf: place)
    try Signal((0..<12_000).map { sin(Float($0) / 3) }, sampleRate: 16_000).write(to: place)
    let other = try await corpus.program(train + ["--resume"])
    #expect(other.isRefused(65, naming: "run", "other sounds"), "\(other)")
    try sound.write(to: place)
    // As where it was killed before it could note them: nothing was computed then.
    let noted = try Data(contentsOf: corpus.folder("run/recordings.json"))
    try Folder.remove(corpus.folder("run/recordings.json"))
    let same = try await corpus.program(train + ["--resume"])
    #expect(same.status == 0, "\(same.errors)")
    #expect(try Data(contentsOf: corpus.folder("run/recordings.json")) == noted)
  }

  @Test func aBrokenNewestCheckpointIsPassedOver() async throws {
    let train = command("train", "classifier", "m.csv", "--hold-out-speakers", "sp3")
    let whole = try await corpus.program(train + ["--output", "whole"])
    #expect(whole.status == 0, "\(whole.errors)")

    let checkpoints = corpus.folder("run/checkpoints/classifier")
    // The first by itself, a second at the wish to stop.
    let stopped = try await corpus.program(train + ["--output", "run"], signal: SIGINT) {
      (try? Folder.names(in: checkpoints).contains { Int($0) != nil }) == true
    }
    #expect(stopped.status == 75)
    let newest = try #require(try Folder.names(in: checkpoints).compactMap(Int.init).max())
    let state = checkpoints.appendingPathComponent("\(newest)/state.safetensors")
    try FileHandle(forWritingTo: state).truncate(atOffset: 999)
    // What a process leaves that is killed while it writes the next one.
    try Folder.create(checkpoints.appendingPathComponent(".\(newest + 1).part"))

    let without = command("train", "classifier", "m.csv", "--resume", "--output", "run")
    #expect(try await corpus.program(without).isRefused(64, naming: "--hold-out-speakers"))
    let resumed = try await corpus.program(train + ["--output", "run", "--resume"])
    #expect(resumed.status == 0, "\(resumed.errors)")
    for file in ["classifier.safetensors", "results.json", "predictions.csv", "metrics.jsonl"] {
      #expect(try corpus.isSame("whole/\(file)", "run/\(file)"), "\(file)")
    }
  }

  /// Stopped by Ctrl-C in the autoencoder, in the GAN and in a classifier, and killed in the second
  /// fold.
  @Test func baselinesStoppedAnywhereEndWithTheSameBits() async throws {
    let experiment =
      command("experiment", "imbalance", "m.csv") + [
        "--set", "experiment.baselines=[mixup, balancing-gan]",
        "--set", "balancingGAN.pretrainingEpochs=25", "--set", "balancingGAN.epochs=25",
      ]
    let whole = try await corpus.program(experiment + ["--output", "whole"])
    #expect(whole.status == 0, "\(whole.errors)")

    let metrics = corpus.folder("run/metrics.jsonl")
    let stops: [(part: String, signal: Int32, status: Int32)] = [
      ("fold1-balancing-gan-autoencoder", SIGINT, 75), ("fold1-balancing-gan-gan", SIGINT, 75),
      ("fold2-mixup", SIGINT, 75), ("fold2-balancing-gan-gan", SIGKILL, 128 + SIGKILL),
    ]
    for (number, stop) in stops.enumerated() {
      let stopped = try await corpus.program(
        experiment + ["--output", "run"] + (number == 0 ? [] : ["--resume"]), signal: stop.signal
      ) { [metrics] in
        (try? String(contentsOf: metrics, encoding: .utf8))?.contains(stop.part) == true
      }
      #expect(stopped.status == stop.status, "\(stopped.errors)")
    }
    let resumed = try await corpus.program(experiment + ["--output", "run", "--resume"])
    #expect(resumed.status == 0, "\(resumed.errors)")
    for file in ["results.json", "predictions.csv", "metrics.jsonl", "plans.json"] {
      #expect(try corpus.isSame("whole/\(file)", "run/\(file)"), "\(file)")
    }
  }

  @Test func anExperimentKilledInEveryFoldEndsWithTheSameBits() async throws {
    let experiment = command("experiment", "imbalance", "m.csv")
    let whole = try await corpus.program(experiment + ["--output", "whole"])
    #expect(whole.status == 0, "\(whole.errors)")

    let metrics = corpus.folder("run/metrics.jsonl")
    func lines() -> Int {
      (try? String(contentsOf: metrics, encoding: .utf8))?.count { $0 == "\n" } ?? 0
    }
    // In the first augmentor, in the second classifier, in the second fold.
    for (start, count) in [20, 44, 60].enumerated() {
      let resume = start == 0 ? [] : ["--resume"]
      let killed = try await corpus.program(
        experiment + ["--output", "run"] + resume, signal: SIGKILL
      ) { [metrics] in
        ((try? String(contentsOf: metrics, encoding: .utf8))?.count { $0 == "\n" } ?? 0) >= count
      }
      #expect(killed.status == 128 + SIGKILL && lines() >= count, "\(killed.errors)")
    }
    let resumed = try await corpus.program(experiment + ["--output", "run", "--resume"])
    #expect(resumed.status == 0, "\(resumed.errors)")
    for file in ["results.json", "predictions.csv", "metrics.jsonl", "plans.json"] {
      #expect(try corpus.isSame("whole/\(file)", "run/\(file)"), "\(file)")
    }
    let page = try String(contentsOf: corpus.folder("whole/report.html"), encoding: .utf8)
    #expect(
      page.contains("<th scope=\"row\">AUG</th>") && page.contains("Wang et al. 2022, Table 2"))
    let stopped = try String(contentsOf: corpus.folder("run/report.html"), encoding: .utf8)
    #expect(stopped.contains("resumed 3 times") && !page.contains("resumed"))
    let elsewhere = try await corpus.program(["report", "whole", "run", "--output", "both"])
    #expect(elsewhere.status == 0, "\(elsewhere.errors)")
    for file in ["report.html", "figures/run-recall.svg", "tables/whole-recall.tex"] {
      #expect(FileManager.default.fileExists(atPath: corpus.folder("both/\(file)").path), "\(file)")
    }
  }
}
