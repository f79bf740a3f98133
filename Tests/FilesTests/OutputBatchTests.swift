import Files
import Foundation
import TestSupport
import Testing

struct OutputBatchTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func begin(_ source: String = "this", listing: Int = 0) throws -> OutputBatch {
    try OutputBatch(in: folder("out"), madeOf: [source], listing: listing)
  }

  private func write(_ name: String) throws { _ = try folder.write(Data(), to: "out/\(name)") }

  @Test func goesOnWhereItWasStopped() throws {
    do {
      let batch = try begin()
      try write("a")
      batch.add("a", "1.5")
      try write("b")
      batch.add("b")
      batch.add("gone")
      #expect(throws: FileError.self, "another fills it") { try begin() }
    }
    let again = try begin()
    #expect(again.note(of: "a") == "1.5" && again.note(of: "b") == "")
    #expect(again.note(of: "gone") == nil && again.note(of: "c") == nil)
    #expect(again.count(of: ["a", "b", "c", "gone"]) == 2)
    #expect(OutputBatch.isUnfinished(folder("out")))
    again.finish()
    #expect(try Folder.names(in: folder("out")) == ["a", "b"])
    #expect(try begin().count(of: ["a", "b"]) == 0, "what is finished is made anew")
  }

  @Test func otherFilesOfItsKindsAreTold() throws {
    try begin().finish()
    for name in ["a.npy", "b.npy", "c.NPY", ".d.npy", "notes.txt"] { try write(name) }
    func leftover(_ names: String...) -> String? {
      OutputBatch.leftover(in: folder("out"), besides: names, endings: ["npy", "safetensors"])
    }
    #expect(leftover("a.npy", "b.npy", "c.NPY") == nil)
    #expect(leftover("a.npy", "b.npy")?.contains("holds c.NPY too") == true)
    #expect(leftover("all.safetensors")?.contains("3 other files") == true)
  }

  @Test func filesOfSomethingElseAreMadeAnew() throws {
    do {
      let batch = try begin()
      try write("a")
      batch.add("a")
    }
    #expect(try begin("that").note(of: "a") == nil)
    #expect(try begin().note(of: "a") == nil)
  }

  /// What a killed process leaves of a line.
  @Test func aTornNoteIsPassedOver() throws {
    do {
      let batch = try begin()
      try write("ab")
      try write("a")
      batch.add("ab")
    }
    let note = try #require(try folder.contents.count == 1 ? folder("out/.unfinished") : nil)
    let bytes = try Data(contentsOf: note)
    try bytes.dropLast(2).write(to: note)
    #expect(try begin().count(of: ["a", "ab"]) == 0)
  }

  @Test func roomForAListIsKeptAndGivenBack() throws {
    let batch = try begin(listing: 100_000)
    func size() throws -> Int {
      try Folder.names(in: folder("out")).reduce(0) { sum, name in
        let file = folder("out/\(name)").path
        return try sum
          + (FileManager.default.attributesOfItem(atPath: file)[.size] as? Int ?? 0)
      }
    }
    #expect(try size() > 100_000)
    try batch.reserve(200_000)
    #expect(try size() > 300_000)
    #expect(throws: FileError.self, "more than any disk has") { try batch.reserve(1 << 60) }
    #expect(try size() > 300_000)
    batch.release()
    #expect(try size() < 1_000)
    batch.abandon()
    #expect(try folder.contents == [])
  }
}
