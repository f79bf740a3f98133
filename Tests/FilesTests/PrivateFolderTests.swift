import Files
import Foundation
import TestSupport
import Testing

@Suite struct PrivateFolderTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func mode(_ url: URL) -> mode_t {
    var status = stat()
    return lstat(url.path, &status) == 0 ? status.st_mode & 0o777 : 0
  }

  @Test func whatIsMadeIsThisUsersAlone() throws {
    let place = folder("a/b")
    let made = try PrivateFolder(place)
    #expect(mode(place) == 0o700)
    #expect(made.contents(of: "f") == nil)
    try made.write(Data("x".utf8), to: "f")
    #expect(mode(place.appending(path: "f")) == 0o600)
    #expect(try PrivateFolder(place).contents(of: "f") == Data("x".utf8))
    #expect(made.room > 0)
  }

  @Test(arguments: [0o777, 0o770, 0o702])
  func whatOthersMayWriteToIsRefused(mode: Int) throws {
    let place = folder("open")
    _ = try PrivateFolder(place)
    chmod(place.path, mode_t(mode))
    #expect { try PrivateFolder(place) } throws: { error in
      "\(error)".contains(place.path) && "\(error)".contains(String(mode, radix: 8))
    }
    chmod(place.path, 0o755)
    #expect(throws: Never.self) { try PrivateFolder(place) }
  }

  /// Who may write to the folder above may put another in its place.
  @Test func aPlaceAmongOthersIsRefusedUnlessNobodyMovesThingsThere() throws {
    try Folder.create(folder("shared"))
    for (mode, isTaken) in [(0o777, false), (0o1777, true), (0o755, true), (0o775, true)] {
      chmod(folder("shared").path, mode_t(mode))
      #expect(((try? PrivateFolder(folder("shared/own"))) != nil) == isTaken, "\(mode)")
    }
  }

  @Test func aLinkIsRefusedWhereverItLeads() throws {
    _ = try PrivateFolder(folder("true"))
    try FileManager.default.createSymbolicLink(
      at: folder("link"), withDestinationURL: folder("true"))
    _ = try folder.write(Data(), to: "file")
    for name in ["link", "file"] {
      #expect { try PrivateFolder(folder(name)) } throws: { error in
        "\(error)".contains(folder(name).path)
      }
    }
  }

  /// Only who may do anything can give a folder away.
  @Test(.enabled(if: geteuid() == 0)) func whatIsAnothersIsRefused() throws {
    let place = folder("theirs")
    let made = try PrivateFolder(place)
    try made.write(Data("x".utf8), to: "f")
    chown(place.appending(path: "f").path, 65534, 65534)
    #expect(made.contents(of: "f") == nil)
    chown(place.path, 65534, 65534)
    #expect { try PrivateFolder(place) } throws: { "\($0)".contains("another user") }
  }

  @Test func filesThatOthersMayWriteToAreNotThere() throws {
    let made = try PrivateFolder(folder("p"))
    try made.write(Data("x".utf8), to: "f")
    let file = folder("p/f")
    chmod(file.path, 0o660)
    #expect(made.contents(of: "f") == nil)
    chmod(file.path, 0o644)
    #expect(made.contents(of: "f") == Data("x".utf8))
    try FileManager.default.createSymbolicLink(
      atPath: folder("p/g").path, withDestinationPath: file.path)
    #expect(made.contents(of: "g") == nil)
    #expect(mkfifo(folder("p/pipe").path, 0o600) == 0)
    #expect(made.contents(of: "pipe") == nil)
  }

  /// /proc takes no folder from anybody.
  @Test func aPlaceThatCannotBeWrittenToIsNamed() {
    #expect { try PrivateFolder(URL(filePath: "/proc/ser")) } throws: { error in
      guard case FileError.cannotCreate(path: "/proc/ser", _) = error else { return false }
      return true
    }
  }
}
