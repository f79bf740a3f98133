import Files
import Foundation
import TestSupport
import Testing

struct SafetensorsTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  @Test func readsPyTorchsFile() throws {
    let file = try SafetensorsFile(contentsOf: folder.write(Fixture.safetensors, to: "a"))
    #expect(file.names == ["n", "d", "b.weight", "empty", "i", "bf", "h", "u", "mask"])
    #expect(file.metadata == ["model": "vgg19", "quote": "a\"b\\c\né"])
    #expect(file["b.weight"] == SafetensorsEntry("b.weight", .float32, shape: [2, 3]))
    #expect(file["none"] == nil)
    #expect(try file.floats("b.weight") == [1.5, -2, 3.25, 0.1, 1e-8, 65504])
    #expect(try file.floats("empty") == [])
    #expect(try file.floats("d") == [0.1])
    #expect(try file.floats("h") == [1.5, -0.3330078125])
    #expect(try file.floats("bf") == [1.5, -0.33203125, 3.00405527047391e+38])
    #expect(try file.int64s("n") == [7])
    #expect(try file.int32s("i") == [1, -2])
    #expect(try file.int32s("u") == [0, 255])
    #expect(try file.int64s("mask") == [1, 0, 1])
  }

  @Test func refusesTheWrongKindOfTensor() throws {
    let file = try SafetensorsFile(contentsOf: folder.write(Fixture.safetensors, to: "a"))
    #expect(throws: FileError.self) { try file.floats("n") }
    #expect(throws: FileError.self) { try file.int64s("d") }
    #expect(throws: FileError.self) { try file.floats("none") }
  }

  @Test func writesWhatItReadsInAnyOrder() throws {
    let entries = [
      SafetensorsEntry("weight", shape: [2, 2]), SafetensorsEntry("index", .int32, shape: [1]),
      SafetensorsEntry("count", .int64, shape: []), SafetensorsEntry("none", shape: [0]),
      SafetensorsEntry("flags", .uint8, shape: [3]),
    ]
    let url = folder("a.safetensors")
    let writer = try SafetensorsWriter(
      url, entries: entries, metadata: ["b": "\u{1}\"\\", "a": "ü"])
    try writer.write([5] as [Int64], for: "count")
    try writer.write([1, 2, 3] as [UInt8], for: "flags")
    try writer.write([1, 2, 3, 4] as [Float], for: "weight")
    try writer.write([] as [Float], for: "none")
    try writer.write([-6] as [Int32], for: "index")
    #expect(!FileManager.default.fileExists(atPath: url.path))
    try writer.commit()

    let bytes = try Data(contentsOf: url)
    #expect(bytes[0] % 8 == 0)
    let file = try SafetensorsFile(contentsOf: url)
    #expect(Set(file.names) == Set(entries.map(\.name)))
    #expect(file.names.first == "count" && file.names.last == "flags")
    #expect(file.metadata == ["b": "\u{1}\"\\", "a": "ü"])
    #expect(try file.floats("weight") == [1, 2, 3, 4])
    #expect(try file.int64s("count") == [5])
    #expect(try file.int32s("index") == [-6])
    #expect(try file.int32s("flags") == [1, 2, 3])
    #expect(try folder.contents == ["a.safetensors"])
  }

  /// Of values, names, shapes, metadata, padding, and of the checksum itself.
  @Test func aChangedByteAnywhereIsNoticed() throws {
    let url = folder("a.safetensors")
    let writer = try SafetensorsWriter(
      url,
      entries: [SafetensorsEntry("w", shape: [2]), SafetensorsEntry("n", .int64, shape: [])],
      metadata: ["ser": "{\"seed\":1}"])
    try writer.write([1.5, -2] as [Float], for: "w")
    try writer.write([7] as [Int64], for: "n")
    try writer.commit()
    let bytes = try Data(contentsOf: url)
    #expect(try SafetensorsFile(contentsOf: url).metadata == ["ser": "{\"seed\":1}"])
    for place in bytes.indices {
      for change in [0x01, 0x20, 0xFF] as [UInt8] {
        var changed = bytes
        changed[place] ^= change
        let other = try folder.write(changed, to: "b")
        #expect(throws: FileError.self, "byte \(place), \(change)") {
          try SafetensorsFile(contentsOf: other)
        }
      }
    }
  }

  @Test func theChecksumIsSpokenOf() throws {
    let url = folder("a.safetensors")
    let writer = try SafetensorsWriter(url, entries: [SafetensorsEntry("w", shape: [1])])
    try writer.write([1] as [Float], for: "w")
    try writer.commit()
    var bytes = try Data(contentsOf: url)
    bytes[bytes.count - 1] ^= 1
    try expectRefusal(folder.write(bytes, to: "a"), naming: "by its checksum")
    // What is checked piece by piece is read all the same.
    #expect(try SafetensorsFile(contentsOf: folder("a"), verifying: false).floats("w") != [1])
  }

  /// As docs/other-programs.md says it: SHA-256 of the header without the digits, and of each tensor's.
  @Test func theChecksumIsTheOneThatIsDescribed() throws {
    let url = folder("a.safetensors")
    let writer = try SafetensorsWriter(
      url, entries: [SafetensorsEntry("b", shape: [1]), SafetensorsEntry("a", shape: [1])])
    try writer.write([1] as [Float], for: "a")
    try writer.write([2] as [Float], for: "b")
    try writer.commit()
    let bytes = try Data(contentsOf: url)
    let header = bytes.dropLast(8)
    let text = String(decoding: header, as: UTF8.self)
    let digits = try #require(text.firstMatch(of: /"ser.sha256":"([0-9a-f]{64})"/)?.1)
    var blank = header
    try blank.replaceSubrange(
      #require(header.firstRange(of: Data(digits.utf8))),
      with: Data(String(repeating: "0", count: 64).utf8))
    let tensors = [2, 1].map { (value: Float) in
      ContentHash(of: withUnsafeBytes(of: value) { Data($0) }).hex
    }
    #expect(ContentHash(of: blank + Data(tensors.joined().utf8)).hex == digits)
  }

  @Test func aDroppedWriterLeavesNothing() throws {
    do {
      let writer = try SafetensorsWriter(
        folder("a"), entries: [SafetensorsEntry("w", shape: [1])])
      try writer.write([1] as [Float], for: "w")
    }
    #expect(try folder.contents == [])
  }

  @Test(arguments: [
    (#"{}"#, 0, ""),
    (#"{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}"#, 8, ""),
    (#"{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}"#, 7, "ends at byte 8"),
    (#"{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}"#, 9, "hold 8 bytes where 9"),
    (#"{"a":{"dtype":"F32","shape":[3],"data_offsets":[0,8]}}"#, 8, "needs 12 bytes"),
    (#"{"a":{"dtype":"F32","shape":[2],"data_offsets":[4,12]}}"#, 12, "hole"),
    (#"{"a":{"dtype":"F32","shape":[-2],"data_offsets":[0,8]}}"#, 8, "negative axis"),
    (#"{"a":{"dtype":"F32","shape":[1.5],"data_offsets":[0,8]}}"#, 8, "not the JSON"),
    (#"{"a":{"dtype":"F32","shape":[4611686018427387904,4],"data_offsets":[0,0]}}"#, 0, "beyond"),
    (#"{"a":{"dtype":"F32","data_offsets":[0,8]}}"#, 8, "\"a\" lacks"),
    (#"{"a":{"dtype":"F8","shape":[8],"data_offsets":[0,8]}}"#, 8, "F8, which is not one of"),
    (#"{"a":{"dtype":"F32","shape":[2],"data_offsets":[8,0]}}"#, 8, "no range"),
    (
      #"{"a":{"dtype":"U8","shape":[2],"data_offsets":[0,2]},"#
        + #""b":{"dtype":"U8","shape":[2],"data_offsets":[1,3]}}"#, 3, "overlaps"
    ),
    (
      #"{"a":{"dtype":"U8","shape":[2],"data_offsets":[0,2]},"#
        + #""\u0061":{"dtype":"U8","shape":[2],"data_offsets":[0,2]}}"#, 2, "names \"a\" twice"
    ),
    (#"{"__metadata__":{"x":1}}"#, 0, "text to text"),
    (#"{"a":"#, 0, "not the JSON"), (#"[]"#, 0, "not a JSON object"),
  ])
  func checksTheHeader(json: String, dataSize: Int, what: String) throws {
    let bytes = length(json.utf8.count) + Data(json.utf8) + Data(count: dataSize)
    let url = try folder.write(bytes, to: "a")
    if what.isEmpty {
      #expect(try SafetensorsFile(contentsOf: url).names.count <= 1)
    } else {
      try expectRefusal(url, naming: what)
    }
  }

  @Test(arguments: [
    (Data(), "has 0 bytes"), (Data([1, 2, 3]), "has 3 bytes"),
    (Data(Fixture.safetensors.prefix(300)), "where the file has 292"),
    (Data(Fixture.safetensors.dropLast(4)), "truncated"),
    (Data("a text that is no weights".utf8), "more than the 100000000"),
  ])
  func refusesWhatIsCutOffOrNoSafetensors(bytes: Data, what: String) throws {
    try expectRefusal(folder.write(bytes, to: "a"), naming: what)
  }

  private func expectRefusal(_ url: URL, naming what: String) throws {
    let error = #expect(throws: FileError.self) { try SafetensorsFile(contentsOf: url) }
    let message = try #require(error).description
    #expect(message.hasPrefix(url.path) && message.contains(what), "\(message)")
  }

  private func length(_ count: Int) -> Data {
    withUnsafeBytes(of: UInt64(count).littleEndian) { Data($0) }
  }
}
