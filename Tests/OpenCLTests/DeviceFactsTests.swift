import Files
import Foundation
import OpenCL
import TestSupport
import Testing

@Suite struct DeviceFactsTests {
  private let folder: TemporaryFolder
  private let facts: DeviceFacts

  init() throws {
    folder = try TemporaryFolder()
    facts = try #require(KnownDevice.all.first).facts
  }

  private func read(_ text: String) throws -> DeviceFacts {
    try FactsFile(folder.write(Data(text.utf8), to: "facts.json")).facts
  }

  @Test(arguments: KnownDevice.all)
  func ofKnownDevicesArePlausible(device: KnownDevice) throws {
    let facts = device.facts
    #expect(try read(JSONFile.text(facts)) == facts)
    #expect(facts.maxAllocation <= facts.globalMemory && facts.globalMemory >= 1 << 30)
    #expect(facts.maxWorkItemSizes.count == 3)
    #expect(facts.maxWorkItemSizes.prefix(2).allSatisfy { $0 >= facts.maxWorkGroup })
    #expect(KnownDevice.named(device.name.uppercased().replacing("-", with: " ")) != nil)
    #expect(KnownDevice.all.filter { $0.name == device.name }.count == 1)
    #expect(KnownDevice.of(facts)?.name == device.name)
    #expect(device.ceilings.gflops > 1000 && device.ceilings.gbytesPerS > 30)
  }

  /// That each stands for a target there.
  @Test(arguments: KnownDevice.all)
  func ofKnownDevicesAreCompiled(device: KnownDevice) throws {
    let script = URL(filePath: #filePath).appending(path: "../../../Benchmarks/gpu_compile.py")
    let text = try String(contentsOf: script.standardized, encoding: .utf8)
    #expect(text.contains("\"\(device.name)\": "), "DEVICES lacks it")
  }

  @Test func aListOfOneIsTaken() throws {
    #expect(try read(JSONFile.text([facts])) == facts)
    let error = try #require(throws: FileError.self) { try read("[]") }
    #expect("\(error)".contains("no device"), "\(error)")
  }

  /// As on a machine with a GPU and a driver for the CPU.
  @Test func aDeviceOfAListIsChosen() throws {
    let other = try #require(KnownDevice.named("rx-6800")).facts
    let file = try folder.write(Data(JSONFile.text([facts, other]).utf8), to: "facts.json")
    #expect(try FactsFile(file, "1").facts == other)
    #expect(try FactsFile(file, facts.name.lowercased()).facts == facts)
    for wish in [nil, "2", "nosuch"] {
      let error = try #require(throws: FileError.self) { try FactsFile(file, wish) }
      #expect("\(error)".contains("--device: 0 (\(facts.name)), 1 (\(other.name))"), "\(error)")
    }
  }

  /// Versions that did not ask for the sizes along the axes.
  @Test func olderFactsAreRead() throws {
    let text = try JSONFile.text(facts, onOneLine: true)
    let older = text.replacing(#""maxWorkItemSizes":[1024,1024,64],"#, with: "")
    #expect(older != text)
    #expect(try read(older).maxWorkItemSizes == [1024, 1024, 1024])
  }

  /// Numbers by which work is divided.
  @Test(arguments: [
    ("132", "0"), ("[1024,1024,64]", "[1024,0,64]"), ("[1024,1024,64]", "[1024]"),
    (#""maxWorkGroup":1024"#, #""maxWorkGroup":0"#),
    (#""nativeFloatWidth":1"#, #""nativeFloatWidth":-1"#),
    (#""subGroupWidths":[]"#, #""subGroupWidths":[0]"#), ("132", "9223372036854775807"),
  ])
  func whatNoDeviceHasIsRefused(old: String, new: String) throws {
    let text = try JSONFile.text(facts, onOneLine: true)
    #expect(text.contains(old))
    #expect(throws: FileError.self) { try read(text.replacing(old, with: new)) }
  }
}
