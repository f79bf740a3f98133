import Files
import Foundation
import Speech
import TestSupport
import Testing

/// What the built program says of a corpus that it imports.
@Suite(.timeLimit(.minutes(10))) struct CorpusImportTests {
  let folder: TemporaryFolder
  let program: Program

  init() throws {
    folder = try TemporaryFolder()
    program = Program(folder: folder.url)
  }

  private func record(_ paths: String...) throws {
    for (index, path) in paths.enumerated() {
      try Folder.create(folder(path).deletingLastPathComponent())
      let tone = (0..<16_000).map { 0.3 * sin(Float($0) * (0.05 + 0.01 * Float(index))) }
      try Signal(tone, sampleRate: 16_000).write(to: folder(path))
    }
  }

  private func list(_ rows: String..., to name: String) throws {
    _ = try folder.write(Data(rows.joined(separator: "\n").utf8), to: name)
  }

  /// A folder is the same with a slash at its end, and as the one that one stands in.
  @Test(arguments: ["emodb", "csv", "audformat"])
  func aFolderHasASlashAtItsEndOrNot(kind: String) async throws {
    try record("c/wav/03a01Fa.wav", "c/wav/08a01Wa.wav")
    try list("file,emotion", "wav/03a01Fa.wav,happy", "wav/08a01Wa.wav,angry", to: "c/list.csv")
    if kind == "audformat" {
      try list("name: c", to: "c/db.yaml")
      try list(
        "file,emotion", "wav/03a01Fa.wav,joy", "wav/08a01Wa.wav,anger", to: "c/db.emotion.csv")
      try FileManager.default.removeItem(at: folder("c/list.csv"))
    }
    var manifests: [Data] = []
    for root in ["c", "c/", folder("c").path, folder("c").path + "/", "./x/../c"] {
      let answer = try await program(["corpus", "import", kind, root, "-o", "m.csv"])
      #expect(answer.status == 0 && answer.output.hasPrefix(folder("m.csv").path), "\(answer)")
      manifests.append(try Data(contentsOf: folder("m.csv")))
    }
    #expect(Set(manifests).count == 1)
    #expect(
      try Manifest(contentsOf: folder("m.csv")).recordings.allSatisfy {
        FileManager.default.fileExists(atPath: $0.url.path)
      })
    let inside = try await Program(folder: folder("c"))([
      "corpus", "import", kind, ".", "-o", "../m.csv",
    ])
    #expect(inside.status == 0, "\(inside)")
    #expect(try Data(contentsOf: folder("m.csv")) == manifests[0])
  }

  /// The manifest lists what is there, and the same command does the rest.
  @Test func partsThatCannotBeWrittenStopTheRest() async throws {
    try record("db/a.wav")
    try list("name: mine", to: "db/db.yaml")
    try list(
      "file,start,end,emotion", "a.wav,0,0.5,joy", "a.wav,0.5,1,anger", to: "db/db.emotion.csv")
    let obstacle = folder("m.segments/a-0.5-1.wav")
    try Folder.create(obstacle)
    let command = ["corpus", "import", "audformat", "db", "-o", "m.csv"]
    let stopped = try await program(command)
    #expect(
      stopped.isRefused(73, naming: "a-0.5-1.wav", "1 of 2 recordings are done", "m.csv"),
      "\(stopped)")
    #expect(try Manifest(contentsOf: folder("m.csv")).recordings.count == 1)
    try Folder.remove(obstacle)
    let second = try await program(command)
    #expect(second.status == 0, "\(second)")
    #expect(try Manifest(contentsOf: folder("m.csv")).recordings.count == 2)
    #expect(try folder.contents == ["db", "m.csv", "m.segments"])
  }

  @Test func partsAndWhatIsLeftOutInJSON() async throws {
    try record("db/a/001.wav", "db/b/001.wav", "db/unknown.wav")
    try list("name: mine", to: "db/db.yaml")
    try list(
      "file,start,end,emotion", "a/001.wav,0.5,1,anger", "b/001.wav,0.5,1,joy",
      "b/002.wav,0.5,1,joy", "a/001.wav,7,8,joy", to: "db/db.train.csv")
    let answer = try await program(
      ["corpus", "import", "audformat", "db", "--output", "m.csv", "--json"])
    #expect(answer.status == 0, "\(answer)")
    #expect(
      answer.errors == """
        warning: 3 of 5 recordings left out: 1 because no table gives it an emotion: unknown.wav; \
        1 because the part holds no sample of the file (happy 1): a/001.wav: 7 s of 1 s; \
        1 because there is no such file (happy 1): b/002.wav

        """)
    let said = try #require(
      JSONSerialization.jsonObject(with: Data(answer.output.utf8)) as? [String: Any])
    #expect(said["recordings"] as? Int == 2)
    #expect((said["leftOut"] as? [String: Any])?["count"] as? Int == 3)
    let skipped = try #require(said["skipped"] as? [[String: String]])
    #expect(skipped.compactMap { $0["label"] } == ["happy", "happy"])
    #expect(
      try String(contentsOf: folder("m.csv"), encoding: .utf8) == """
        file,emotion,speaker,gender,session,language,corpus,split,source,start,end
        m.segments/a/001-0.5-1.wav,angry,,,,,mine,train,db/a/001.wav,0.5,1
        m.segments/b/001-0.5-1.wav,happy,,,,,mine,train,db/b/001.wav,0.5,1

        """)
    let again = try await program(["corpus", "import", "audformat", "db", "-o", "db/m.csv"])
    let third = try await program(["corpus", "import", "audformat", "db", "-o", "db/m.csv"])
    #expect(again.errors == answer.errors && third.errors == answer.errors, "\(third)")
  }

  @Test func namesByAPattern() async throws {
    try record("c/anna_ANG_1.wav", "c/bert_SAD_1.wav", "c/deep/bert_ANG_2.wav", "c/x.wav")
    let command = [
      "corpus", "import", "names", "c", "-o", "m.csv", "--pattern", "{speaker}_{emotion}_{}.wav",
    ]
    let answer = try await program(command + ["--map", "ANG=angry,SAD=sad"])
    #expect(answer.status == 0 && answer.output.contains("m.csv: 3 recordings"), "\(answer)")
    #expect(
      answer.errors.contains(
        "1 of 4 recordings left out: 1 because the name is not of the form {speaker}_{emotion}_{}.wav: x.wav"
      ))
    let manifest = try Manifest(contentsOf: folder("m.csv"))
    #expect(
      manifest.recordings.map { "\($0.speaker) \($0.emotion)" } == [
        "anna angry", "bert sad", "bert angry",
      ])
    let some = try await program(
      command + ["--map", "ANG=angry", "--map", "SAD=sad", "--where", "speaker=bert"])
    #expect(some.status == 0 && some.output.contains("m.csv: 2 recordings"), "\(some)")
    #expect(some.errors.contains("1 because --where speaker=bert does not select it (angry 1)"))
    for words in [
      ["--map", "ANG"], ["--map", "ANG=a,ANG=b"], ["--where", "speaker"], ["--where", "age=3"],
    ] {
      let refused = try await program(command + words)
      #expect(
        refused.isRefused(64, naming: words[1].prefix(3) == "ANG" ? "ANG" : words[1]), "\(refused)")
    }
    let pattern = try await program([
      "corpus", "import", "names", "c", "-o", "n.csv", "--pattern", "{spk}",
    ])
    #expect(pattern.isRefused(64, naming: "{spk}", "{emotion}, {speaker}"), "\(pattern)")
    let other = try await program(["corpus", "import", "csv", "c", "-o", "n.csv", "--map", "a=b"])
    #expect(other.status == 64 && other.errors.contains("for names"), "\(other)")
  }

  @Test func tablesAreChosen() async throws {
    try record("db/a.wav")
    try list("name: mine", to: "db/db.yaml")
    try list("file,emotion", "a.wav,joy", to: "db/db.acted.csv")
    try list("file,emotion", "a.wav,anger", to: "db/db.heard.csv")
    let command = ["corpus", "import", "audformat", "db", "-o", "m.csv"]
    let refused = try await program(command)
    #expect(refused.isRefused(65, naming: "acted, heard", "a.wav (joy, anger)", "--table"))
    #expect(!FileManager.default.fileExists(atPath: folder("m.csv").path))
    let unknown = try await program(command + ["--table", "felt"])
    #expect(unknown.isRefused(64, naming: "felt", "acted, heard"), "\(unknown)")
    let chosen = try await program(command + ["--table", " heard "])
    #expect(chosen.status == 0 && chosen.errors.isEmpty, "\(chosen)")
    #expect(chosen.output.contains("tables not used: acted (emotion)"), "\(chosen)")
    let both = try await program(command + ["--table", "heard,acted"])
    #expect(both.status == 0 && both.errors.contains("a.wav (anger, joy)"), "\(both)")
    for option in [["--table", "x"], ["--column", "x"]] {
      let other = try await program(["corpus", "import", "emodb", "db", "-o", "m.csv"] + option)
      #expect(other.status == 64 && other.errors.contains("are for audformat"), "\(other)")
    }
  }

  /// Nobody may look into the folder; whoever has all rights becomes somebody else first.
  @Test func aLockedFolderIsNamed() async throws {
    try record("c/wav/03a01Fa.wav")
    try Folder.create(folder("c/locked"))
    let manager = FileManager.default
    try manager.setAttributes([.posixPermissions: 0], ofItemAtPath: folder("c/locked").path)
    try manager.setAttributes([.posixPermissions: 0o777], ofItemAtPath: folder.url.path)
    let isRoot = geteuid() == 0
    let nobody = "setpriv --reuid 65534 --regid 65534 --clear-groups"
    let become = isRoot ? nobody : "env"
    guard try await program.shell("\(become) \(Program.path.path) --version").status == 0 else {
      return
    }
    let answer = try await program.shell(
      "\(become) \(Program.path.path) corpus import emodb c -o m.csv")
    #expect(
      answer.status == 0
        && answer.errors.contains("because the folder cannot be listed (permission denied): locked"),
      "\(answer)")
    let root = try await program.shell(
      "\(become) \(Program.path.path) corpus import emodb c/locked -o m.csv")
    #expect(root.isRefused(74, naming: "c/locked", "permission denied"), "\(root)")
    try manager.setAttributes([.posixPermissions: 0o755], ofItemAtPath: folder("c/locked").path)
  }

  @Test func nothingOfTheCorpusIsWrittenOver() async throws {
    try record("db/a.wav", "db/a-0.1-0.2.wav")
    try list("name: mine", to: "db/db.yaml")
    try list(
      "file,start,end,emotion", "a.wav,0.1,0.2,joy", "a-0.1-0.2.wav,,,joy", to: "db/db.emotion.csv")
    try list("file,emotion", "db/a.wav,happy", to: "list.csv")
    let manager = FileManager.default
    try manager.createSymbolicLink(atPath: folder("link.csv").path, withDestinationPath: "list.csv")
    try manager.createSymbolicLink(atPath: folder("m.segments").path, withDestinationPath: "db")
    for (kind, root, output) in [
      ("csv", "list.csv", "list.csv"), ("csv", "list.csv", "link.csv"),
      ("csv", "list.csv", "db/a.wav"),
      ("audformat", "db", "db/db.yaml"), ("audformat", "db", "db/db.emotion.csv"),
      ("audformat", "db", "m.csv"),
    ] {
      let before = try [folder("list.csv"), folder("db/a-0.1-0.2.wav"), folder("db/db.yaml")]
        .map { try Data(contentsOf: $0) }
      let answer = try await program(["corpus", "import", kind, root, "-o", output])
      #expect(answer.isRefused(73, naming: "belongs to what this command reads"), "\(answer)")
      let after = try [folder("list.csv"), folder("db/a-0.1-0.2.wav"), folder("db/db.yaml")]
        .map { try Data(contentsOf: $0) }
      #expect(before == after)
    }
  }
}
