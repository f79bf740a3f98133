import Foundation
import TestSupport
import Testing

@testable import Files

struct NumPyTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  static let matrix = NPYArray([1.5, -2, 3.25, 0.1, 1e-8, 65504], shape: [2, 3])

  @Test(arguments: [
    (Fixture.float32, matrix),
    (Fixture.float64, NPYArray(.float64([0.1, -2.5]), shape: [2])),
    (Fixture.int32, NPYArray(.int32([7]), shape: [])),
    (Fixture.int64, NPYArray(.int64([1, -2]), shape: [1, 2, 1])),
  ])
  func readsAndWritesNumPysBytes(bytes: Data, array: NPYArray) throws {
    let url = try folder.write(bytes, to: "a.npy")
    #expect(try NPYArray(contentsOf: url) == array)
    try array.write(to: folder("b.npy"))
    #expect(try Data(contentsOf: folder("b.npy")) == bytes)
  }

  @Test(arguments: [
    (Data(), "not a .npy file"),
    (Data("hello, this is text".utf8), "not a .npy file"),
    (Fixture.float32.prefix(50), "header is cut off"),
    (Fixture.float32.dropLast(1), "needs 6 values of 4 bytes where 23 bytes follow"),
    (Fixture.float32 + [0], "25 bytes follow"),
    (Fixture.fortran, "Fortran order"),
    (Data(String(decoding: Fixture.int32.dropFirst(10), as: UTF8.self).utf8), "not a .npy file"),
  ])
  func refuses(bytes: Data, naming what: String) throws {
    let url = try folder.write(bytes, to: "a.npy")
    let error = #expect(throws: FileError.self) { try NPYArray(contentsOf: url) }
    let message = try #require(error).description
    #expect(message.hasPrefix(url.path) && message.contains(what), "\(message)")
  }

  @Test func refusesAnotherType() throws {
    var bytes = Fixture.float32
    bytes.replaceSubrange(21..<24, with: Data("<c8".utf8))
    let url = try folder.write(bytes, to: "a.npy")
    let error = #expect(throws: FileError.self) { try NPYArray(contentsOf: url) }
    #expect(try #require(error).description.contains("'<c8'"))
  }

  @Test func readsNumPysArchive() throws {
    let archive = try NPZFile(contentsOf: folder.write(Fixture.npz, to: "a.npz"))
    #expect(archive.names == ["a", "b"])
    #expect(try archive.array("a") == NPYArray(.int64([1, 2]), shape: [2]))
    #expect(try archive.array("b")?.floats == [1, 0, 0, 1])
    #expect(try archive.array("c") == nil)
  }

  @Test func refusesTwoArraysOfOneName() throws {
    let array = NPYArray([1], shape: [1])
    try NPZFile.write([("a", array), ("b", array), ("a", array)], to: folder("a.npz"))
    let error = #expect(throws: FileError.self) { try NPZFile(contentsOf: folder("a.npz")) }
    #expect(try #require(error).description.contains("two members a"))
  }

  /// No number of bytes is too few for texts without a width.
  @Test func refusesTextsWithoutWidth() throws {
    let npy = NPYHeader.data(type: "<U0", shape: [1 << 40])
    let error = #expect(throws: FileError.self) {
      try NPYTexts(npy: Array(npy), path: "a.npz[t]")
    }
    #expect(try #require(error).description.contains("'<U0'"))
  }

  @Test func writesAnArchiveThatReadsBack() throws {
    let url = folder("a.npz")
    try NPZFile.write(
      [("ä/x", Self.matrix), ("y", NPYArray([], shape: [0, 4]))], to: url)
    let archive = try NPZFile(contentsOf: url)
    #expect(archive.names == ["ä/x", "y"])
    #expect(try archive.array("ä/x") == Self.matrix)
    #expect(try archive.array("y")?.shape == [0, 4])
    #expect(try folder.contents == ["a.npz"])
  }

  @Test func refusesDamagedArchives() throws {
    var damaged = Fixture.npz
    damaged[150] ^= 1
    let archive = try NPZFile(contentsOf: folder.write(damaged, to: "damaged.npz"))
    #expect(throws: FileError.self) { try archive.array("a") }
    for (name, bytes, what) in [
      ("cut", Fixture.npz.dropLast(30), "cut off"), ("text", Data("text".utf8), "not a zip file"),
      ("small", Fixture.compressed, "a.npy is compressed"),
    ] {
      let url = try folder.write(bytes, to: name)
      let error = #expect(throws: FileError.self) { try NPZFile(contentsOf: url) }
      let message = try #require(error).description
      #expect(message.contains(what), "\(message)")
    }
  }

  @Test func checksumAgreesWithTheStandardsExample() {
    #expect(CRC32.checksum(Array("123456789".utf8)) == 0xCBF4_3926)
  }
}
