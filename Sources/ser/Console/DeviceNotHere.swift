import ArgumentParser
import Files
import Foundation
import Kernels
import OpenCL

extension KnownDevice {
  /// For messages and help.
  static var names: String { all.map(\.name).joined(separator: ", ") }
}

extension DeviceOptions {
  /// The plan for a device that is not here. Nothing can be tried there: its word counts.
  func plan(notHere facts: DeviceFacts) -> DevicePlan {
    let units = wantedPrecision == .float32 ? nil : MatrixUnits(of: facts)
    if wantedPrecision != .float32, units == nil {
      warn("\(MatrixUnitsFault.none(device: facts.name)) Products stay in float32.")
    }
    if let units, !units.areQuicker { warnOfSlow(facts.name, wantedPrecision) }
    return DevicePlan(
      facts, forced: family, precision: units == nil ? .float32 : wantedPrecision,
      matrixUnits: units)
  }
}

/// Says that a device is not expected to gain by its matrix units.
func warnOfSlow(_ device: String, _ precision: Precision) {
  warn(
    "\(device) is about as quick in float32 as in tf32: products stay in float32 but where "
      + "`ser bench --tune --precision \(precision)` finds another quicker.")
}
