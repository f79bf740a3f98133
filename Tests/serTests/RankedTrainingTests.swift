import Files
import Foundation
import TestSupport
import Testing
import Training

private let mpirun = URL(filePath: "/usr/bin/mpirun")
private let mpich = URL(filePath: "/usr/bin/mpiexec.mpich")

private func isThere(_ program: URL) -> Bool {
  FileManager.default.isExecutableFile(atPath: program.path)
}

/// Trainings that `mpirun` starts, of Open MPI, with the program itself: what one finds, what is left of one that is
/// stopped or killed, and what is refused.
@Suite(
  .serialized, .timeLimit(.minutes(15)),
  .enabled(if: isThere(mpirun), "there is no mpirun"))
struct RankedTrainingTests {
  let corpus: SmallFeatures

  init() throws { corpus = try SmallFeatures() }

  private let few = ["--set", "mixupGAN.epochs=4"]

  private func training(_ run: String, _ more: String...) -> [String] {
    ["train", "mixup-gan", "m.csv", "--features", "f.csv", "--output", run]
      + SmallFeatures.settings + more
  }

  /// Arguments of `mpirun` for so many processes of the program.
  private func ranks(_ count: Int, _ arguments: [String]) -> [String] {
    [
      "--allow-run-as-root", "--oversubscribe", "--mca", "odls_base_sigkill_timeout", "3", "-np",
      "\(count)", Program.path.path,
    ] + arguments
  }

  private func start(
    _ count: Int, _ arguments: [String], environment: [String: String] = [:]
  ) async throws -> Program.Answer {
    try await corpus.program.other(
      mpirun, ranks(count, arguments), environment: environment)
  }

  private struct Line: Decodable {
    let losses: [String: Double]
  }

  private func losses(_ run: String) throws -> [[String: Double]] {
    try String(contentsOf: corpus.folder("\(run)/metrics.jsonl"), encoding: .utf8)
      .split(separator: "\n")
      .map { try JSONDecoder().decode(Line.self, from: Data($0.utf8)).losses }
  }

  private func expectSame(_ run: String, as other: String) throws {
    let (found, expected) = (try losses(run), try losses(other))
    try #require(found.count == expected.count)
    for (found, expected) in zip(found, expected) {
      for (name, value) in expected {
        #expect(abs((found[name] ?? .nan) - value) <= 1e-5 * abs(value), "\(run): \(name)")
      }
    }
  }

  @Test func severalFindWhatOneFinds() async throws {
    #expect(try await corpus.program(training("one") + few).status == 0)
    let answer = try await start(3, training("three") + few)
    #expect(answer.status == 0, "\(answer.errors)")
    try expectSame("three", as: "one")
    #expect(
      answer.output
        == "Written to \(corpus.folder("three").path): report.html, mixup-gan.safetensors, "
        + "training.safetensors\n")
    let page = try String(contentsOf: corpus.folder("three/report.html"), encoding: .utf8)
    #expect(
      page.contains("A model was trained, and nothing was tested") && page.contains(", rank 2"))
    let places = try String(contentsOf: corpus.folder("three/environment.json"), encoding: .utf8)
    #expect(places.split(separator: "\"cores\"").count == 4)
    // An experiment too, whose tables do not depend on who computed them.
    let experiment =
      [
        "experiment", "synthetic-features", "m.csv", "--features", "f.csv", "--set",
        "experiment.seeds=1",
      ] + SmallFeatures.settings
    let table = try await start(2, experiment + ["--output", "table"])
    #expect(table.status == 0, "\(table.errors)")
    #expect(try Folder.names(in: corpus.folder("table")).contains("results.json"))
  }

  /// MPICH's family has another interface than Open MPI.
  @Test(.enabled(if: isThere(mpich), "there is no mpiexec.mpich"))
  func severalFindTheSameUnderMPICH() async throws {
    #expect(try await corpus.program(training("one") + few).status == 0)
    let answer = try await corpus.program.other(
      mpich, ["-n", "2", Program.path.path] + training("two") + few)
    #expect(answer.status == 0, "\(answer.errors)")
    try expectSame("two", as: "one")
  }

  @Test func oneThatIsKilledOrStoppedIsGoneOnWithByOthers() async throws {
    let more = ["--set", "mixupGAN.epochs=80"]
    #expect(try await corpus.program(training("whole") + more).status == 0)
    let metrics = corpus.folder("run/metrics.jsonl")
    // Half way, so that there is something to go on with: the wish of one is that of all.
    let stopped = try await corpus.program.other(mpirun, ranks(2, training("run") + more)) {
      Self.hasLines(metrics, 10) && Self.signal(SIGUSR1, rank: 1, of: "run")
    }
    #expect(stopped.status == 75, "\(stopped.errors)")
    // With all that mpirun was given.
    #expect(
      stopped.errors.contains(
        "go on with: /usr/bin/mpirun --allow-run-as-root --oversubscribe --mca odls_base_sigkill_timeout "
          + "3 -np 2 "), "\(stopped.errors)")
    // One of three is killed: all end, and the last checkpoint is whole.
    let killed = try await corpus.program.other(
      mpirun, ranks(3, training("run", "--resume") + more)
    ) { Self.hasLines(metrics, 30) && Self.signal(SIGKILL, rank: 1, of: "run") }
    #expect(killed.status != 0 && killed.status != 75)
    #expect(
      killed.errors.contains("ser: Another process of this training is gone"), "\(killed.errors)")
    // The first too, which cannot say so itself.
    let beheaded = try await corpus.program.other(
      mpirun, ranks(2, training("run", "--resume") + more)
    ) { Self.hasLines(metrics, 50) && Self.signal(SIGKILL, rank: 0, of: "run") }
    #expect(beheaded.status != 0)
    #expect(
      beheaded.errors.components(separatedBy: "ser: Another process of this training is gone").count
        == 2, "\(beheaded.errors)")
    let resumed = try await start(3, training("run", "--resume") + more)
    #expect(resumed.status == 0, "\(resumed.errors)")
    let starts = try JSONFile.read(
      RunEnvironment.self, from: corpus.folder("run/environment.json")
    ).starts
    #expect(starts?.map(\.ranks.count) == [2, 3, 2, 3])
    let (found, expected) = (try losses("run"), try losses("whole"))
    #expect(found.count == expected.count)
    // Rounding grows over hundreds of steps; the first of what was resumed are close all the same.
    for (found, expected) in zip(found, expected).prefix(30) {
      for (name, value) in expected {
        #expect(abs((found[name] ?? .nan) - value) <= 1e-3 * abs(value))
      }
    }
  }

  private static func hasLines(_ file: URL, _ count: Int) -> Bool {
    let text = try? String(contentsOf: file, encoding: .utf8)
    return text?.split(separator: "\n").count ?? 0 > count
  }

  /// Sends a signal to a process of a run by its rank, which its environment says.
  private static func signal(_ signal: Int32, rank: Int, of run: String) -> Bool {
    let processes = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
    for process in processes.compactMap({ Int32($0) }) {
      guard let words = try? Data(contentsOf: URL(filePath: "/proc/\(process)/cmdline")),
        words.range(of: Data("\0\(run)\0".utf8)) != nil,
        let environment = try? Data(contentsOf: URL(filePath: "/proc/\(process)/environ")),
        environment.range(of: Data("OMPI_COMM_WORLD_RANK=\(rank)\0".utf8)) != nil
      else { continue }
      return Foundation.kill(process, signal) == 0
    }
    return false
  }

  @Test func whatCannotBeOneTrainingIsRefusedInOneSentence() async throws {
    func sentences(_ answer: Program.Answer) -> [Substring] {
      answer.errors.split(separator: "\n").filter { $0.hasPrefix("ser: ") }
    }
    let without = try await start(2, training("a"), environment: ["SER_MPI_LIBRARY": "/none.so"])
    #expect(without.status == 69 && sentences(without).count == 1, "\(without.errors)")
    #expect(without.errors.contains("SER_MPI_LIBRARY"))

    try FileManager.default.createDirectory(
      at: corpus.folder("full/x"), withIntermediateDirectories: true)
    let full = try await start(2, training("full"))
    #expect(full.status == 73 && sentences(full).count == 1, "\(full.errors)")

    // The second process reads another table.
    let other = "if [ $OMPI_COMM_WORLD_RANK = 1 ]; then cd other; fi; exec \"$@\""
    var rows = SmallFeatures.rows()
    rows[3].values[0] += 1
    try FileManager.default.createDirectory(
      at: corpus.folder("other"), withIntermediateDirectories: true)
    try corpus.write("other/m.csv", "other/f.csv", rows: rows)
    let differing = try await corpus.program.other(
      mpirun,
      [
        "--allow-run-as-root", "--oversubscribe", "-np", "2", "/bin/sh", "-c", other, "sh",
        Program.path.path,
      ] + training("b"))
    #expect(differing.status == 65 && sentences(differing).count == 1, "\(differing.errors)")
    #expect(differing.errors.contains("Rank 1"), "\(differing.errors)")
    #expect(try Folder.names(in: corpus.folder.url).contains("b") == false)

    for option in ["--join", "--plan", "--slurm"] {
      let sharing = try await start(
        2,
        [
          "experiment", "synthetic-features", "m.csv", "--features", "f.csv", "--output", "c",
          option,
        ])
      #expect(sharing.status == 64 && sharing.output.isEmpty, "\(sharing.errors)")
      #expect(sharing.errors.components(separatedBy: "Error: ").count == 2, "\(sharing.errors)")
    }
  }

  /// Whatever it is: all that is given decides what is computed, or where it is kept.
  @Test(arguments: [["--seed", "2"], ["--json"], ["--hold-out-speakers", "sp1"]])
  func processesWithOtherArgumentsAreRefused(_ more: [String]) async throws {
    let answer = try await corpus.program.other(
      mpirun,
      ranks(1, training("d")) + [":", "-np", "1", Program.path.path] + training("d") + more)
    #expect(answer.status == 65, "\(answer.errors)")
    #expect(
      answer.errors.contains("was started with other arguments than the first"),
      "\(answer.errors)")
    #expect(try !Folder.names(in: corpus.folder.url).contains("d"))
  }

  /// What one process alone lacks the first says, once, and nothing stays that was begun.
  @Test func whatOneProcessLacksLeavesNothing() async throws {
    func start(_ line: String, _ arguments: [String]) async throws -> Program.Answer {
      try await corpus.program.other(
        mpirun,
        [
          "--allow-run-as-root", "--oversubscribe", "-np", "2", "/bin/sh", "-c", line, "sh",
          Program.path.path,
        ] + arguments)
    }
    try FileManager.default.createDirectory(
      at: corpus.folder("bare"), withIntermediateDirectories: true)
    let bare = try await start(
      "if [ $OMPI_COMM_WORLD_RANK = 1 ]; then cd bare; fi; exec \"$@\"", training("e"))
    #expect(bare.status == 66, "\(bare.errors)")
    let device = try await start("exec \"$@\"", training("e", "--device", "0,99"))
    #expect(device.status == 69, "\(device.errors)")
    for answer in [bare, device] {
      #expect(answer.errors.contains("ser: rank 1 on "), "\(answer.errors)")
      #expect(!answer.errors.contains("--resume"), "\(answer.errors)")
    }
    #expect(try !Folder.names(in: corpus.folder.url).contains("e"))
  }
}
