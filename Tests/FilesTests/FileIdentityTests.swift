import Files
import Foundation
import TestSupport
import Testing

struct FileIdentityTests {
  let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    _ = try folder.write(Data("a".utf8), to: "a")
    _ = try folder.write(Data("b".utf8), to: "b")
    try Folder.create(folder("sub"))
    let manager = FileManager.default
    try manager.createSymbolicLink(atPath: folder("link").path, withDestinationPath: "a")
    try manager.linkItem(at: folder("a"), to: folder("hard"))
    try manager.createSymbolicLink(atPath: folder("here").path, withDestinationPath: ".")
    try manager.createSymbolicLink(atPath: folder("later").path, withDestinationPath: "sub/new")
  }

  @Test(arguments: ["a", "./a", "link", "hard", "sub/../a", "here/a", "here/here/link", "/a"])
  func pathsToOneFileAreOne(path: String) {
    let url = path == "/a" ? URL(fileURLWithPath: folder("a").path) : folder(path)
    #expect(FileIdentity(url) == FileIdentity(folder("a")) && FileIdentity(url).isThere)
    #expect(FileIdentity(url) != FileIdentity(folder("b")))
  }

  @Test func whatIsNotThereYetIsKnownByItsFolder() {
    let new = FileIdentity(folder("sub/new"))
    #expect(!new.isThere && new == FileIdentity(folder("here/sub/new")))
    #expect(new == FileIdentity(folder("later")) && new != FileIdentity(folder("new")))
    #expect(FileIdentity(folder("x/y/z")) == FileIdentity(folder("here/x/y/z")))
    #expect(FileIdentity(folder("x/y/z")) != FileIdentity(folder("x/z")))
  }
}
