import ArgumentParser
import Files
import Foundation
import Kernels
import OpenCL

/// A device that steps are projected for.
struct ProjectedDevice {
  let facts: DeviceFacts
  let plan: DevicePlan
  let ceilings: Ceilings
  let source: CeilingsSource
  /// nil where it is not here.
  let device: Device?
}

extension ProjectedDevice {
  /// - Parameters:
  ///   - name: of a known device, a file, or a device of this machine, in this order.
  ///   - wish: which device of a file that lists several.
  ///   - measuringAnew: whether ceilings of a device here that are kept from earlier are not taken.
  /// - Throws: `ValidationError` where it is none of these, or no ceilings are known; `FileError` where the
  ///   file cannot be read or says nothing of a device; `OpenCLError` where the device fails.
  init(
    _ name: String, _ options: DeviceOptions, choosing wish: String? = nil,
    measuringAnew: Bool = false
  ) throws {
    if let known = KnownDevice.named(name) {
      self.init(notHere: known.facts, known.ceilings, .published, options)
    } else if FileManager.default.fileExists(atPath: name) {
      try self.init(file: URL(filePath: name), options, choosing: wish)
    } else {
      let device = try Self.device(named: name)
      self.init(
        facts: device.facts, plan: try options.plan(for: device),
        ceilings: try measuringAnew
          ? Cache.own.measuredCeilings(of: device) : Cache.own.ceilings(of: device),
        source: .measured, device: device)
    }
  }

  private init(
    notHere facts: DeviceFacts, _ ceilings: Ceilings, _ source: CeilingsSource,
    _ options: DeviceOptions
  ) {
    self.init(
      facts: facts, plan: options.plan(notHere: facts), ceilings: ceilings, source: source,
      device: nil)
  }

  /// Of what `ser bench --json` wrote where the device is; of facts alone where it is a known one.
  private init(file url: URL, _ options: DeviceOptions, choosing wish: String?) throws {
    if let measured = try? BenchFile(url) {
      self.init(notHere: measured.facts, measured.ceilings, measured.source, options)
      return
    }
    let facts = try FactsFile(url, wish).facts
    guard let known = KnownDevice.of(facts) else {
      throw ValidationError(
        "\(url.path) says nothing of how fast \(facts.name) is; give the file that `ser bench --json FILE` "
          + "writes on it.")
    }
    self.init(notHere: facts, known.ceilings, .published, options)
  }

  /// - Throws: `ValidationError` where there is none, `OpenCLError` where a platform does not answer.
  private static func device(named name: String) throws -> Device {
    do { return try Device.choose(name) } catch {
      switch error {
      case .noDevice, .unknownDevice:
        throw ValidationError(
          "\"\(name)\" is no device that is known or here, and no file; choose from \(KnownDevice.names), "
            + "or from `ser devices`.")
      default: throw error
      }
    }
  }
}
