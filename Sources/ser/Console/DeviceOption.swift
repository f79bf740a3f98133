import ArgumentParser
import OpenCL

/// Which device computes.
struct DeviceOption: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The OpenCL device: its number in `ser devices`, or a part of its name.",
      discussion: """
        Without it the first GPU is taken, else the CPU. Under mpirun each process of a host has the next GPU; \
        a list, such as 2,3, names theirs.
        """, valueName: "number or name"))
  var device: String?

  /// - Throws: `OpenCLError.noDevice` or `.unknownDevice`.
  func choose() throws -> Device { try Self.choose(device) }

  /// - Parameter wish: a number or a part of a name; nil for the first.
  /// - Throws: as `choose()`.
  static func choose(_ wish: String?) throws -> Device {
    let cache = DriverCache.own
    let device = try Device.choose(wish)
    cache.prepare(for: device)
    return device
  }

  /// Every device.
  ///
  /// - Throws: `OpenCLError.call` where a platform refuses to answer.
  static func all() throws -> [Device] {
    let cache = DriverCache.own
    let devices = try Device.all()
    devices.forEach(cache.prepare)
    return devices
  }
}
