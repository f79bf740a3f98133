import ArgumentParser
import Files
import Foundation
import OpenCL

/// `ser devices`
struct DevicesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "devices",
    abstract: "List the OpenCL devices and what matters for choosing one.",
    discussion: """
      The number in front, or a part of the name, is what --device takes. Without a wish the first \
      is used: a GPU where there is one.

      Examples:
        ser devices
        ser devices --json
      """)

  @Flag(help: "Answer as JSON on standard output.")
  var json = false

  func run() throws {
    let devices = try DeviceOption.all()
    if json {
      print(try JSONFile.text(devices.map(\.facts)))
      if devices.isEmpty { throw OpenCLError.noDevice }
      return
    }
    guard !devices.isEmpty else { throw OpenCLError.noDevice }
    for (number, device) in devices.enumerated() {
      let facts = device.facts
      print(
        """
        \(number)  \(facts.name)
           \(facts.kind.rawValue), \(facts.platform), \(facts.version), driver \(facts.driver)
           \(counted(facts.computeUnits, "compute unit")), \(gibibytes(facts.globalMemory)) memory \
        (\(gibibytes(facts.maxAllocation)) at once, \(facts.localMemory >> 10) KiB local), \
        vectors of \(counted(facts.nativeFloatWidth, "float"))
        """)
    }
  }

  private func gibibytes(_ bytes: Int) -> String {
    String(format: "%.1f GiB", Double(bytes) / Double(1 << 30))
  }
}
