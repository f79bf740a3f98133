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

  /// As of an archive of another system, in Latin-1.
  @Test func namesThatAreNoTextAreToldApart() throws {
    try Folder.create(folder("a"))
    _ = try folder.write(Data(), to: "a/\u{E4}.wav")
    let name = Array(folder("a").path.utf8CString.dropLast()) + [0x2F, CChar(bitPattern: 0xE4), 0]
    try #require(mkdir(name, 0o777) == 0)
    defer { rmdir(name) }
    let entries = try Folder.entries(in: folder("a"))
    #expect(entries.names == ["\u{E4}.wav"] && entries.unnameable == ["\u{FFFD}"])
    #expect(try Folder.names(in: folder("a")) == ["\u{E4}.wav"])
    #expect(FileError.missing(path: "\u{FFFD}.wav").description.contains("not UTF-8"))
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

  @Test func tellsWhatLiesAtAPath() throws {
    let file = try folder.write(Data(), to: "file")
    let manager = FileManager.default
    for (name, target) in [("link", "file"), ("broken", "none"), ("round", "round")] {
      try manager.createSymbolicLink(atPath: folder(name).path, withDestinationPath: target)
    }
    try manager.linkItem(at: file, to: folder("hard"))
    #expect(PathEntry(folder.url) == .folder)
    #expect(PathEntry(file) == .file && PathEntry(folder("link")) == .file)
    #expect(PathEntry(folder("none")) == .missing && PathEntry(folder("file/x")) == .missing)
    #expect(
      PathEntry(folder("broken")) == .unreachable(why: "it is a link to none, where nothing lies"))
    #expect(
      PathEntry(folder("round")).absence == "it is a link that leads back to itself")

    let identity = FileIdentity(file)
    #expect(identity == FileIdentity(folder("link")) && identity == FileIdentity(folder("hard")))
    #expect(identity != FileIdentity(folder.url) && !FileIdentity(folder("broken")).isThere)
  }

  @Test func textsInTwoUnicodeFormsAreTwo() {
    #expect("e\u{301}" == "\u{E9}")
    #expect(ExactText("e\u{301}") != ExactText("\u{E9}"))
    #expect(
      Set([ExactText("a"), ExactText("e\u{301}"), ExactText("\u{E9}"), ExactText("a")]).count == 3)
  }
}
