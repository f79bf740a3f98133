import Files
import Foundation
import TestSupport
import Testing

struct FolderTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  @Test func makesAllThatIsMissing() throws {
    try Folder.create(folder("a/b/c"))
    try Folder.create(folder("a/b/c"))
    #expect(Folder.isFolder(folder("a/b/c")))
    #expect(try Folder.names(in: folder("a")) == ["b"])
    #expect(try Folder.names(in: folder("none")) == [])
  }

  @Test func refusesPlacesThatCannotHoldOne() throws {
    _ = try folder.write(Data(), to: "file")
    for url in [folder("file"), folder("file/a"), URL(fileURLWithPath: "/proc/ser/a")] {
      #expect {
        try Folder.create(url)
      } throws: { error in
        if case .cannotCreate = error as? FileError { true } else { false }
      }
    }
  }

  @Test func anAtomicFolderAppearsWhole() throws {
    let destination = folder("5")
    do {
      let dropped = try AtomicFolder(destination)
      try AtomicFile.write("half", to: dropped.url.appendingPathComponent("a"))
    }
    #expect(try folder.contents == [])

    for text in ["first", "second"] {
      let made = try AtomicFolder(destination)
      try AtomicFile.write(text, to: made.url.appendingPathComponent("a"))
      #expect(try folder.contents.contains { AtomicFolder.isLeftover($0) })
      try made.commit()
    }
    #expect(try folder.contents == ["5"])
    #expect(try String(contentsOf: folder("5/a"), encoding: .utf8) == "second")
  }

  @Test func anAppendingFileGoesOnAtItsEnd() throws {
    let url = folder("log")
    let file = try AppendingFile(url)
    try file.append("one\n")
    try AppendingFile(url).append("two\n")
    #expect(try String(contentsOf: url, encoding: .utf8) == "one\ntwo\n")
  }

  @Test func aFullDiskIsToldApart() throws {
    let full = URL(fileURLWithPath: "/dev/full")
    guard FileManager.default.fileExists(atPath: full.path) else { return }
    let file = try AppendingFile(full)
    #expect(throws: FileError.diskFull(path: "/dev/full")) { try file.append("x") }
  }

  @Test func jsonReadsBackAndNamesWhatIsAmiss() throws {
    struct Record: Codable, Equatable { var loss: Double, name: String }
    let record = Record(loss: .infinity, name: "a/b")
    try JSONFile.write(record, to: folder("a.json"))
    #expect(try JSONFile.read(Record.self, from: folder("a.json")) == record)
    #expect(
      try JSONFile.text(record, onOneLine: true) == #"{"loss":"Infinity","name":"a/b"}"#)
    let url = try folder.write(Data(#"{"loss": 1}"#.utf8), to: "b.json")
    #expect(throws: FileError.malformed(path: url.path, what: "it lacks \"name\"")) {
      try JSONFile.read(Record.self, from: url)
    }
  }
}
