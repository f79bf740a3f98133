import Files
import Foundation
import TestSupport
import Testing

@testable import Exchange

@Suite struct EventFileTests {
  /// The records of the only file in a folder; lengths and checksums are passed over.
  private func events(in folder: URL) throws -> [Tensorboard_Event] {
    let names = try Folder.names(in: folder)
    #expect(names.count == 1 && names[0].hasPrefix("events.out.tfevents."))
    var bytes = try InputFile.contents(of: folder.appendingPathComponent(names[0]))[...]
    var events: [Tensorboard_Event] = []
    while !bytes.isEmpty {
      let length = bytes.prefix(8).reversed().reduce(0) { $0 << 8 | Int($1) }
      events.append(
        try Tensorboard_Event(serializedBytes: Array(bytes.dropFirst(12).prefix(length))))
      bytes = bytes.dropFirst(12 + length + 4)
    }
    return events
  }

  @Test func numbersAndPictures() throws {
    let folder = try TemporaryFolder()
    let file = try EventFile(in: folder.url) { Date(timeIntervalSince1970: 1_700_000_000) }
    try file.append(["b/loss": 0.5, "a/loss": 0.25, "c": .nan], step: 7)
    try file.append(["c": .nan], step: 8)
    let picture = Data([0x89, 0x50, 0x4E, 0x47])
    try file.append(png: picture, width: 3, height: 2, tag: "picture", step: 9)
    let events = try events(in: folder.url)
    #expect(events.map(\.step) == [0, 7, 9])
    #expect(events[0].fileVersion == "brain.Event:2")
    #expect(events[1].summary.value.map(\.tag) == ["a/loss", "b/loss"])
    #expect(events[1].summary.value.map(\.simpleValue) == [0.25, 0.5])
    #expect(events[1].wallTime == 1_700_000_000)
    let image = events[2].summary.value[0].image
    #expect(image.width == 3 && image.height == 2)
    #expect(image.encodedImageString == picture)
  }

  @Test func hyperparametersAreASession() throws {
    let folder = try TemporaryFolder()
    let file = try EventFile(in: folder.url)
    try file.append(
      hyperparameters: [
        "rate": Hyperparameter("0.001"), "norm": Hyperparameter("true"), "row": .text("AUG"),
      ], group: "AUG")
    let values = try events(in: folder.url).dropFirst().map { $0.summary.value[0] }
    #expect(values.map(\.tag) == ["start", "end"].map { "_hparams_/session_\($0)_info" })
    #expect(values.allSatisfy { $0.metadata.pluginData.pluginName == "hparams" })
    let data = try values.map {
      try Tensorboard_HParamsPluginData(serializedBytes: $0.metadata.pluginData.content)
    }
    let session = data[0].sessionStartInfo
    #expect(session.groupName == "AUG" && session.hparams["rate"]?.numberValue == 0.001)
    #expect(session.hparams["norm"]?.boolValue == true)
    #expect(session.hparams["row"]?.stringValue == "AUG")
    #expect(data[1].sessionEndInfo.status == .success)
  }

  @Test func checksums() {
    // The check value of CRC-32C, and a record's as TensorFlow documents masking.
    let value = CRC32C.checksum(Array("123456789".utf8))
    #expect(value == 0xE306_9283)
    #expect(CRC32C.masked(Array("123456789".utf8)) == (value >> 15 | value << 17) &+ 0xA282_EAD8)
  }
}
