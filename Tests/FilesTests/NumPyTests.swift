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
    (Data(String(decoding: Fixture.int32.dropFirst(10), as: UTF8.self).utf8), "not a .npy file"),
  ])
  func refuses(bytes: Data, naming what: String) throws {
    let url = try folder.write(bytes, to: "a.npy")
    let error = #expect(throws: FileError.self) { try NPYArray(contentsOf: url) }
    let message = try #require(error).description
    #expect(message.hasPrefix(url.path) && message.contains(what), "\(message)")
  }

  private func array(_ type: String, _ bytes: [UInt8], _ shape: [Int]) throws -> NPYArray {
    try NPYArray(npy: Array(NPYHeader.data(type: type, shape: shape)) + bytes, path: "a.npy")
  }

  @Test(
    arguments: [
      ("<f2", [0x00, 0x3E, 0x00, 0xC1], .float32([1.5, -2.5])),
      (">f2", [0x3E, 0x00, 0xC1, 0x00], .float32([1.5, -2.5])),
      (">f4", [0x3F, 0xC0, 0, 0, 0xC0, 0x20, 0, 0], .float32([1.5, -2.5])),
      (">f8", [0x3F, 0xF8] + [UInt8](repeating: 0, count: 6), .float64([1.5])),
      ("|i1", [0xFF, 0x7F], .int32([-1, 127])), ("|u1", [0xFF, 0x7F], .int32([255, 127])),
      ("<i2", [0xFE, 0xFF], .int32([-2])), (">i2", [0xFF, 0xFE], .int32([-2])),
      ("<u2", [0xFE, 0xFF], .int32([65534])), (">i4", [0xFF, 0xFF, 0xFF, 0xFE], .int32([-2])),
      (">i8", [0, 0, 0, 1, 0, 0, 0, 2], .int64([1 << 32 + 2])),
      ("<u4", [0xFE, 0xFF, 0xFF, 0xFF], .int64([4_294_967_294])),
    ] as [(String, [UInt8], NPYArray.Values)])
  func readsOtherTypesOfNumbers(type: String, bytes: [UInt8], values: NPYArray.Values) throws {
    #expect(try array(type, bytes, [values.count]) == NPYArray(values, shape: [values.count]))
  }

  @Test func readsFortranOrder() throws {
    let url = try folder.write(Fixture.fortran, to: "a.npy")
    #expect(try NPYArray(contentsOf: url) == NPYArray([0, 1, 2, 3, 4, 5], shape: [2, 3]))
    // Of three axes: the value at (i, j, k) is 100 i + 10 j + k.
    let all: [UInt8] = [0, 100, 10, 110, 20, 120, 1, 101, 11, 111, 21, 121]
    let head = NPYHeader.data(type: "|u1", shape: [2, 3, 2])
    var bytes = Array(head) + all
    let place = try #require(head.firstRange(of: Data("False".utf8))?.lowerBound)
    bytes.replaceSubrange(place..<place + 5, with: Array("True ".utf8))
    #expect(
      try NPYArray(npy: bytes, path: "a.npy").values
        == .int32([0, 1, 10, 11, 20, 21, 100, 101, 110, 111, 120, 121]))
  }

  @Test func readsTextsInEitherOrderOfBytes() throws {
    let letters: [UInt8] = [0, 0, 0, 0xE4, 0, 1, 0xF6, 0, 0, 0, 0, 0x62, 0, 0, 0, 0]
    let npy = Array(NPYHeader.data(type: ">U2", shape: [2])) + letters
    #expect(try NPYTexts(npy: npy, path: "a").texts == ["ä\u{1F600}", "b"])
  }

  @Test(arguments: [
    ("<c8", "'<c8'"), ("<u8", "'<u8'"), ("|O", "Python objects"), ("<U3", "'<U3'"),
  ])
  func refusesAnotherType(type: String, what: String) throws {
    let error = #expect(throws: FileError.self) { try array(type, [0, 0, 0, 0, 0, 0, 0, 0], [1]) }
    #expect(try #require(error).description.contains(what))
  }

  @Test func refusesRecordsOfFields() throws {
    let text = "{'descr': [('a', '<f4'), ('b', '<f4')], 'fortran_order': False, 'shape': (0,), }\n"
    let bytes = [0x93] + Array("NUMPY".utf8) + [1, 0, UInt8(text.utf8.count), 0] + Array(text.utf8)
    let error = #expect(throws: FileError.self) { try NPYArray(npy: bytes, path: "a.npy") }
    #expect(try #require(error).description.contains("records of several fields"))
  }

  @Test func readsACompressedArchive() throws {
    let archive = try NPZFile(contentsOf: folder.write(Fixture.compressed, to: "a.npz"))
    #expect(try archive.array("a") == NPYArray([0, 0], shape: [2]))
    // The size that the directory claims, whatever it is, takes no memory.
    var bytes = Fixture.compressed
    let size = try #require(
      bytes.range(of: Data([0x88, 0, 0, 0]), options: .backwards)?.lowerBound)
    bytes.replaceSubrange(size..<size + 4, with: [0xFF, 0xFF, 0xFF, 0xEF])
    let lying = try NPZFile(contentsOf: folder.write(bytes, to: "b.npz"))
    let error = #expect(throws: FileError.self) { try lying.array("a") }
    #expect(try #require(error).description.contains("damaged"))
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

  /// As if a member were compressed in another way, of which its directory tells.
  private static func compressed(by method: UInt8) -> Data {
    var bytes = Fixture.compressed
    if let entry = bytes.firstRange(of: Data("PK\u{1}\u{2}".utf8)) {
      bytes[entry.lowerBound + 10] = method
    }
    return bytes
  }

  @Test func refusesDamagedArchives() throws {
    var damaged = Fixture.npz
    damaged[150] ^= 1
    let archive = try NPZFile(contentsOf: folder.write(damaged, to: "damaged.npz"))
    #expect(throws: FileError.self) { try archive.array("a") }
    for (name, bytes, what) in [
      ("cut", Fixture.npz.dropLast(30), "cut off"), ("text", Data("text".utf8), "not a zip file"),
      ("other", Self.compressed(by: 12), "a.npy is encrypted, or compressed in another way"),
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
