import OpenCL
import Testing

struct DeviceSelectionTests {
  @Test func aNumberIsAPlaceInTheList() throws {
    let devices = try Device.all()
    for (number, device) in devices.enumerated() {
      #expect(try Device.choose("\(number)").name == device.name)
    }
  }

  /// Digits of a device's name or platform are no numbers of devices.
  @Test func aNumberBeyondTheListIsNoPartOfAName() throws {
    let devices = try Device.all()
    let digits = devices.flatMap { ($0.name + $0.facts.platform).compactMap(\.wholeNumberValue) }
    for number in Set(digits + [devices.count, -1, 999]) where !devices.indices.contains(number) {
      #expect(throws: OpenCLError.self, "\(number)") { try Device.choose("\(number)") }
    }
  }

  @Test func aPartOfANameIsEnough() throws {
    let first = try Device.choose()
    let part = first.name.split(separator: " ").first { Int($0) == nil } ?? ""
    #expect(try !Device.choose("\(part)".uppercased()).name.isEmpty)
    #expect(throws: OpenCLError.self) { try Device.choose("no device is called so") }
  }
}
