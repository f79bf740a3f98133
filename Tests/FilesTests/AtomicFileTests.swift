import Foundation
import TestSupport
import Testing

@testable import Files

struct AtomicFileTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  @Test func replacesWholeOrNotAtAll() throws {
    let url = try folder.write(Data("before".utf8), to: "a.txt")
    let file = try AtomicFile(url)
    try file.write("af")
    #expect(try String(contentsOf: url, encoding: .utf8) == "before")
    try file.write("ter")
    try file.write(Data("F".utf8).withUnsafeBytes { Data($0) })
    try file.commit()
    #expect(try String(contentsOf: url, encoding: .utf8) == "afterF")
    #expect(try folder.contents == ["a.txt"])
  }

  @Test func errorLeavesTheEarlierFileAndNoTemporaryOne() throws {
    let url = try folder.write(Data("before".utf8), to: "a.txt")
    let failure = FileError.malformed(path: "x", what: "y")
    #expect(throws: failure) {
      try AtomicFile.write(to: url) { file throws(FileError) in
        try file.write("half")
        throw failure
      }
    }
    #expect(try String(contentsOf: url, encoding: .utf8) == "before")
    #expect(try folder.contents == ["a.txt"])
  }

  @Test func keepsASymbolicLink() throws {
    let url = try folder.write(Data("before".utf8), to: "a.txt")
    let link = folder("link")
    try FileManager.default.createSymbolicLink(at: link, withDestinationURL: url)
    try AtomicFile.write("after", to: link)
    #expect(try String(contentsOf: url, encoding: .utf8) == "after")
    #expect(try folder.contents == ["a.txt", "link"])
  }

  @Test func refusesAMissingFolder() throws {
    let url = folder("none/a.txt")
    #expect(throws: FileError.cannotCreate(path: url.path, why: "its folder does not exist")) {
      try AtomicFile.write("x", to: url)
    }
  }

  @Test(arguments: ["/dev", "/proc/ser/a", "/proc/self/mem.txt"])
  func refusesWhatIsNoPlaceForAFile(path: String) {
    #expect {
      try AtomicFile.write("x", to: URL(fileURLWithPath: path))
    } throws: { error in
      if case .cannotCreate = error as? FileError { true } else { false }
    }
  }

  @Test func writesIntoADeviceWithoutReplacingIt() throws {
    try AtomicFile.write("x", to: URL(fileURLWithPath: "/dev/null"))
    #expect(try FileHandle(forReadingFrom: URL(fileURLWithPath: "/dev/null")).readToEnd() == nil)
    #expect(throws: FileError.diskFull(path: "/dev/full")) {
      try AtomicFile.write("x", to: URL(fileURLWithPath: "/dev/full"))
    }
  }

  @Test func tellsAFullDiskFromOtherFailures() {
    #expect(FileError.creating("a", errno: ENOSPC) == .diskFull(path: "a"))
    #expect(FileError.writing("a", errno: ENOSPC) == .diskFull(path: "a"))
    #expect(FileError.writing("a", errno: EDQUOT) == .diskFull(path: "a"))
    #expect(FileError.writing("a", errno: EIO) == .io(path: "a", why: "input/output error"))
    #expect(
      FileError.creating("a", errno: EROFS)
        == .cannotCreate(path: "a", why: "read-only file system"))
    #expect(FileError.reading("a", errno: ENOENT) == .missing(path: "a"))
  }
}
