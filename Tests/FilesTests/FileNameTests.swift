import Foundation
import TestSupport
import Testing

@testable import Files

struct FileNameTests {
  @Test func aStemIsCutWhereTheNameWouldBeTooLong() {
    #expect(FileName.fitting("a", ".wav") == "a.wav")
    let long = FileName.fitting(String(repeating: "ü", count: 200), ".wav")
    #expect(long.utf8.count == 254 && long.hasSuffix("ü.wav"))
  }

  @Test func noTwoNamesAreOneFile() {
    #expect(FileName.distinct(["a", "b"], ".wav") == ["a.wav", "b.wav"])
    #expect(FileName.distinct(["a", "b", "a"], ".wav") == ["0-a.wav", "1-b.wav", "2-a.wav"])
    #expect(FileName.distinct(["a", "A"], ".wav") == ["0-a.wav", "1-A.wav"])
    #expect(FileName.distinct(["\u{E9}", "e\u{301}"], "").map(\.count) == [3, 3])
    let long = String(repeating: "a", count: 260)
    let names = FileName.distinct([long + "1", long + "2"], ".npy")
    #expect(Set(names).count == 2 && names.allSatisfy { $0.utf8.count == 255 })
  }

  @Test func pathsAreToldApart() {
    #expect(FileName.telling(["/c/a/1.wav", "/c/b/2.wav"]) == ["1.wav", "2.wav"])
    #expect(FileName.telling(["/c/a/1.wav", "/c/b/1.wav"]) == ["a/1.wav", "b/1.wav"])
    #expect(FileName.telling(["/1.wav", "/a/1.wav"]) == ["1.wav", "a/1.wav"])
    #expect(FileName.telling(["/a/1.wav", "/a/1.wav"]) == ["1.wav", "1.wav"])
    #expect(FileName.telling([]).isEmpty)
  }

  /// The temporary name of a file is no longer than its own may be.
  @Test func theLongestNameCanBeWritten() throws {
    let folder = try TemporaryFolder()
    let name = String(repeating: "a", count: 255)
    try AtomicFile.write("x", to: folder(name))
    #expect(try folder.contents == [name])
    let error = #expect(throws: FileError.self) { try AtomicFile(folder(name + "a")) }
    #expect(error?.description.contains("file name too long") == true)
    let place = try AtomicFolder(folder(String(repeating: "b", count: 255)))
    try place.commit()
    #expect(throws: FileError.self) { try AtomicFolder(folder(name + "b")) }
    #expect(try folder.contents.count == 2)
  }
}
