import Files
import Foundation
import TestSupport
import Testing
import Training

@testable import ser

/// Experiments that several processes share.
@Suite(.serialized, .timeLimit(.minutes(10))) struct JoinedExperimentTests {
  let corpus: SmallFeatures

  init() throws { corpus = try SmallFeatures() }

  private func command(_ run: String, _ more: String...) -> [String] {
    ["experiment", "synthetic-features", "m.csv", "--features", "f.csv", "--output", run]
      + settings + more
  }

  /// With which a part takes half a second.
  private let settings = SmallFeatures.settings.map {
    $0.replacing("pochs=30", with: "pochs=8").replacing("pochs=10", with: "pochs=4")
  }

  private static let results = ["results.json", "predictions.csv", "plans.json", "folds.csv"]

  private func expectSame(_ run: String, as whole: String) throws {
    try Self.expectSame(run, as: whole, in: corpus.folder)
  }

  private static func expectSame(
    _ run: String, as whole: String, in folder: TemporaryFolder
  ) throws {
    let folds = try Folder.names(in: folder("\(whole)/folds")).map { "folds/\($0)" }
    for file in Self.results + folds {
      let (a, b) = (folder("\(whole)/\(file)"), folder("\(run)/\(file)"))
      #expect(try Data(contentsOf: a) == Data(contentsOf: b), "\(file)")
    }
    func metrics(_ run: String) throws -> [String] {
      try String(contentsOf: folder("\(run)/metrics.jsonl"), encoding: .utf8)
        .split(separator: "\n").map(String.init).sorted()
    }
    #expect(try metrics(run) == metrics(whole))
    let names = try Folder.names(in: folder(run))
    #expect(names.contains("report.html"))
    for left in ["parts", "lease.json"] { #expect(!names.contains(left), "\(left)") }
    #expect(RunLease.holders(of: folder(run)).isEmpty)
    #expect(try Folder.names(in: folder("\(run)/checkpoints")).isEmpty)
  }

  @Test func threeOfWhichTwoAreKilledFindWhatOneFinds() async throws {
    let start = ContinuousClock.now
    let whole = try await corpus.program(command("whole"))
    #expect(whole.status == 0, "\(whole.errors)")
    let time = ContinuousClock.now - start
    for round in 1...2 {
      let run = "run\(round)"
      let joining = command(run, "--join")
      let answers = try await withThrowingTaskGroup(of: Program.Answer.self) { group in
        let program = corpus.program
        for _ in 0..<2 {
          let moment = ContinuousClock.now + time * Double.random(in: 0.1...0.8)
          group.addTask {
            try await program(joining, signal: SIGKILL) { ContinuousClock.now >= moment }
          }
        }
        group.addTask { try await program(joining) }
        return try await group.reduce(into: []) { $0.append($1) }
      }
      #expect(answers.contains { $0.status == 0 }, "\(answers.map(\.errors))")
      #expect(answers.allSatisfy { [0, 128 + SIGKILL].contains($0.status) })
      try expectSame(run, as: "whole")
    }
    // All is there: it says what was found, with --resume and without.
    for more in ["--join", "--resume"] {
      let again = try await corpus.program(command("run1", more))
      #expect(again.status == 0 && again.output == whole.output.replacing("whole", with: "run1"))
      try expectSame("run1", as: "whole")
      // One that was killed last had nobody to remove its record.
      #expect(!Folder.isFolder(corpus.folder("run1/joiners")))
    }
    let done = try await corpus.program(command("run1", "--slurm"))
    #expect(done.isRefused(73, naming: "run1", "finished"), "\(done)")
  }

  /// As at the end of the time that Slurm gives.
  @Test func oneThatIsStoppedSavesAndAnotherGoesOn() async throws {
    let whole = try await corpus.program(command("whole"))
    #expect(whole.status == 0, "\(whole.errors)")
    let joining = command("run", "--join")
    let parts = corpus.folder("run/parts")
    let stopped = try await corpus.program(joining, signal: SIGUSR1) {
      (try? Folder.names(in: parts).contains { $0.hasSuffix(".jsonl") }) == true
    }
    #expect(stopped.status == 75 && stopped.resuming?.hasSuffix("--join") == true, "\(stopped)")
    #expect(try Folder.names(in: parts).allSatisfy { !$0.hasSuffix(".claim") })
    // Whoever has all of it goes on with parts too.
    let resumed = try await corpus.program(command("run", "--resume"))
    #expect(resumed.status == 0, "\(resumed)")
    try expectSame("run", as: "whole")
  }

  @Test func whatIsNotTheRunsIsRefused() async throws {
    let stopped = try await corpus.program(command("run", "--join"), signal: SIGKILL) {
      [folder = corpus.folder("run")] in RunFolder.isStarted(folder)
    }
    #expect(stopped.status == 128 + SIGKILL)
    let other = try await corpus.program(command("run", "--join", "--seed", "2"))
    #expect(other.isRefused(64, naming: "run", "seed=2"), "\(other)")
    let joined = try JoinedRun(corpus.folder("run"))
    joined.endTurn()
    let alone = try await corpus.program(command("run", "--resume"))
    #expect(alone.isRefused(73, naming: "process \(getpid())"), "\(alone)")
    joined.leave()
    let lease = try RunLease(of: corpus.folder("run"))
    let joining = try await corpus.program(command("run", "--join"))
    #expect(joining.isRefused(73, naming: "process \(getpid())"), "\(joining)")
    lease.release()
    let environment = corpus.folder("run/environment.json")
    let text = try String(contentsOf: environment, encoding: .utf8)
    for (old, new) in [("\"version\" : \"", "0.0."), ("\"device\" : \"", "some ")] {
      try AtomicFile.write(text.replacing(old, with: old + new), to: environment)
      let refused = try await corpus.program(command("run", "--join"))
      #expect(refused.isRefused(64, naming: new, "--output"), "\(refused)")
    }
    let nothing = try await corpus.program(command("none", "--join", "--resume"))
    #expect(nothing.isRefused(66, naming: "none"), "\(nothing)")
    #expect(!Folder.isFolder(corpus.folder("none")))
  }

  /// Rows of a fold are parts too.
  @Test func devicesAreProcesses() async throws {
    let tones = try SmallCorpus()
    func imbalance(_ words: String...) async throws -> Program.Answer {
      try await tones.program(
        ["experiment", "imbalance", "m.csv"] + words
          + SmallCorpus.settings.filter { $0 != "--quiet" })
    }
    let whole = try await imbalance("--output", "whole")
    #expect(whole.status == 0, "\(whole.errors)")
    let run = try await imbalance("--output", "run", "--devices", "0,0")
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.output == whole.output.replacing("whole", with: "run"))
    #expect(run.errors.contains("parts on 2 processes  6/6"), "\(run.errors)")
    try Self.expectSame("run", as: "whole", in: tones.folder)
    #expect(try Folder.names(in: tones.folder("run/times")).count == 3)
    let refused = try await imbalance("--output", "other", "--devices", "0,99")
    #expect(refused.status == 64 && refused.errors.contains("\"99\" is none of these"))
    // What was found after the command line was read has the command's usage all the same.
    #expect(
      refused.errors.contains("\nUsage: ser experiment imbalance ")
        && refused.errors.contains("See 'ser experiment imbalance --help'"), "\(refused.errors)")
    #expect(!Folder.isFolder(tones.folder("other")))
  }

  /// One Ctrl-C stops all, and what they saved goes on by the command that is said.
  @Test func devicesAreStoppedTogether() async throws {
    let whole = try await corpus.program(command("whole"))
    let parts = corpus.folder("run/parts")
    let stopped = try await corpus.program(command("run", "--devices", "0,0"), signal: SIGINT) {
      (try? Folder.names(in: parts).contains { $0.hasSuffix(".jsonl") }) == true
    }
    #expect(stopped.status == 75, "\(stopped)")
    #expect(whole.status == 0 && RunLease.holders(of: corpus.folder("run")).isEmpty)
    let resumed = try await corpus.program.shell(#require(stopped.resuming))
    #expect(resumed.status == 0, "\(resumed)")
    try expectSame("run", as: "whole")
  }

  /// Where one fails, whatever ends it, the others save, what it said is said, and its status is kept.
  @Test func aProcessThatFailsStopsTheOthers() async throws {
    let (run, parts) = (corpus.folder("run"), corpus.folder("run/parts"))
    let stopped = try await corpus.program(command("run", "--join"), signal: SIGUSR1) {
      (try? Folder.names(in: parts).contains { $0.hasSuffix(".jsonl") }) == true
    }
    #expect(stopped.status == 75, "\(stopped)")
    // What the metrics of a part cannot be written to.
    let obstacle = corpus.folder("run/parts/seed2-fold2.jsonl")
    try Folder.create(obstacle.appending(path: "a"))
    let sharing = command("run", "--devices", "0,0")
    let failed = try await corpus.program(sharing)
    #expect(failed.isRefused(65, naming: obstacle.path, "not a plain file"), "\(failed)")
    #expect(RunLease.holders(of: run).isEmpty)
    #expect(try Folder.names(in: parts).allSatisfy { !$0.hasSuffix(".claim") })
    try Folder.remove(obstacle)
    let killed = try await corpus.program(sharing, signal: 0) {
      let claims = ((try? Folder.names(in: parts)) ?? []).filter { $0.hasSuffix(".claim") }
      guard let holder = claims.lazy.compactMap({ RunLease.holder(of: parts, fileName: $0) }).first
      else { return false }
      return kill(holder.process, SIGKILL) == 0
    }
    #expect(
      killed.isRefused(70, naming: "device 0 ended with status 137, by signal 9"), "\(killed)")
    #expect(RunLease.holders(of: run).isEmpty)
    let whole = try await corpus.program(command("whole"))
    let resumed = try await corpus.program(sharing)
    #expect(whole.status == 0 && resumed.status == 0, "\(resumed)")
    try expectSame("run", as: "whole")
  }

  /// Nothing is computed, and what is kept is told.
  @Test func aPlanNamesThePartsAndComputesNothing() async throws {
    struct Plan: Decodable {
      struct Part: Decodable { let part, state: String, hours: Double? }
      let parts: [Part]
      let kept: Int
      let hoursLeft: Double?
    }
    func plan(_ words: [String]) async throws -> Plan {
      let asked = try await corpus.program(words + ["--plan", "--json"])
      #expect(asked.status == 0, "\(asked)")
      let decoder = JSONDecoder()
      decoder.keyDecodingStrategy = .convertFromSnakeCase
      return try decoder.decode(Plan.self, from: Data(asked.output.utf8))
    }
    let planned = try await plan(command("run"))
    #expect(
      planned.parts.map(\.part) == ["seed1-fold1", "seed1-fold2", "seed2-fold1", "seed2-fold2"])
    #expect(planned.parts.allSatisfy { $0.state == "open" && $0.hours ?? -1 >= 0 })
    #expect(try #require(planned.hoursLeft) > 0 && planned.kept == 0)
    #expect(!Folder.isFolder(corpus.folder("run")))
    let parts = corpus.folder("run/parts")
    let killed = try await corpus.program(command("run", "--join"), signal: SIGKILL) {
      (try? Folder.names(in: parts).contains { $0.hasSuffix(".json") }) == true
    }
    #expect(killed.status == 128 + SIGKILL)
    let before = try Folder.names(in: corpus.folder("run"))
    let further = try await plan(command("run"))
    #expect(further.parts.map(\.state).sorted() == ["kept", "open", "open", "open"])
    #expect(try Folder.names(in: corpus.folder("run")) == before)
    let text = try await corpus.program(command("run", "--plan"))
    #expect(text.output.contains("4 parts, 1 kept, 3 left: about "), "\(text)")
    let state = try await corpus.program(["runs", "run"])
    #expect(state.output.contains("interrupted: 1 of 4 parts done"), "\(state)")
    // What would be refused is, and no script has tasks that would wait for nothing.
    try Folder.create(corpus.folder("full/x"))
    for option in ["--plan", "--slurm"] {
      let other = try await corpus.program(command("run", option, "--seed", "2"))
      #expect(other.isRefused(64, naming: "run", "seed=2"), "\(other)")
      let nothing = try await corpus.program(command("none", option, "--resume"))
      #expect(nothing.isRefused(66, naming: "none"), "\(nothing)")
      let full = try await corpus.program(command("full", option))
      #expect(full.isRefused(73, naming: "full", "no run"), "\(full)")
    }
    let script = try await corpus.program(
      command("run", "--slurm").filter { $0 != "--quiet" })
    #expect(script.output.contains("#SBATCH --array=0-2 "), "\(script)")
    #expect(script.errors.contains("The array has 3 tasks instead of 8, since 3 parts are left"))
    // A row of a fold is a part where rows do not depend on each other.
    let tones = try SmallCorpus()
    let rows = try await tones.program(
      ["experiment", "imbalance", "m.csv", "--output", "run", "--plan"] + SmallCorpus.settings)
    #expect(rows.status == 0 && rows.output.contains("seed1-fold2-AUG"), "\(rows)")
    #expect(rows.output.contains("6 parts, 0 kept, 6 left: about "), "\(rows)")
  }

  @Test func slurmsScriptIsOneForBash() async throws {
    let asked = try await corpus.program(
      command("it's a run", "--slurm", "--set", "experiment.seeds=5"))
    #expect(asked.status == 0 && !Folder.isFolder(corpus.folder("it's a run")))
    for line in [
      "#SBATCH --array=0-7 ", "#SBATCH --signal=USR1@120 ", "#SBATCH --requeue\n",
      "#SBATCH --gpus-per-task=1\n",
      "export SRUN_CPUS_PER_TASK=\"$SLURM_CPUS_PER_TASK\"\n", "srun ",
      " --output 'it'\\''s a run' ", " experiment.seeds=5 --join || status=",
    ] { #expect(asked.output.contains(line), "\(line)") }
    _ = try corpus.folder.write(Data(asked.output.utf8), to: "job.sh")
    let read = try await corpus.program.shell("bash -n job.sh")
    #expect(read.status == 0, "\(read.errors)")
  }
}

/// What the pieces of sharing are made of.
struct SharingTests {
  @Test func coresAreDealtOut() {
    func counts(_ processes: Int, _ cores: Int) -> [String?] {
      let shares = ThreadShares(processes, ofCores: cores)
      return (0..<processes).map { shares.environment($0)["POCL_MAX_PTHREAD_COUNT"] }
    }
    #expect(counts(2, 2) == ["1", "1"] && counts(3, 8) == ["2", "3", "3"])
    #expect(counts(3, 1) == ["1", "1", "1"])
  }

  @Test func aProcessOfADeviceHasItsCommand() {
    let asked = Invocation([
      "ser", "experiment", "ablation", "--devices", "0,1", "m.csv", "--json", "-o", "x", "--", "y",
    ])
    #expect(
      asked.child(on: 1) == [
        "experiment", "ablation", "m.csv", "-o", "x", "--join", "--device", "1",
        "--reports-to-parent", "--", "y",
      ])
    #expect(
      Invocation(["ser", "a b", "--slurm", "--join", "--resume"]).sharing
        == "ser 'a b' --join --resume")
  }

  /// A run that processes share goes on by the same words.
  @Test func whatGoesOn() {
    #expect(Invocation(["ser", "x", "-o", "it's"]).goingOn == #"ser x -o 'it'\''s' --resume"#)
    for words in [["ser", "x", "--join"], ["ser", "x", "--devices", "all"]] {
      #expect(Invocation(words).goingOn == words.joined(separator: " "))
    }
  }

  /// What a launcher was given stands before the words that it gave each process.
  @Test func aLaunchersLineIsToldFromItsWords() {
    func before(_ line: String) -> [String]? {
      LauncherLine.before(
        ["/opt/ser", "train", "dnn", "m.csv"], in: line.split(separator: " ").map(String.init))
    }
    #expect(
      before("/usr/bin/mpirun --hostfile h -np 2 ser train dnn m.csv")
        == ["/usr/bin/mpirun", "--hostfile", "h", "-np", "2"])
    #expect(
      before("mpiexec.mpich -n 2 sh wrapper ser train dnn m.csv")
        == ["mpiexec.mpich", "-n", "2", "sh", "wrapper"])
    for other in [
      "mpirun -np 2 ser train dnn n.csv",
      "mpirun -np 1 ser train dnn m.csv : -np 1 ser train dnn m.csv",
      "bash ser train dnn m.csv", "ser train dnn m.csv", "mpirun -np 2 other train dnn m.csv", "",
    ] { #expect(before(other) == nil, "\(other)") }
  }

  @Test func reportsAreToldFromLines() throws {
    let report = DeviceReport.parts(done: 1, total: 2)
    #expect(DeviceReport(line: String(report.line.dropLast())) == report)
    #expect(DeviceReport(line: "warning: {}") == nil)
  }
}
