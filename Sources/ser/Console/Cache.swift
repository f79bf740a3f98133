import Files
import Foundation
import Kernels
import OpenCL

/// What is kept between runs: compiled kernels, and the plans that `ser bench --tune` found.
struct Cache: Sendable {
  /// This process's.
  static let own = Cache(ProcessInfo.processInfo.environment)

  /// Where it lies, which is this user's alone; why there is none, where it cannot be so.
  let folder: Result<PrivateFolder, FileError>
  /// nil where there is no folder.
  let programs: BinaryCache?

  init(_ environment: [String: String]) {
    folder = Result { () throws(FileError) in
      try PrivateFolder(Self.home(environment).appending(path: "ser", directoryHint: .isDirectory))
    }
    programs = (try? folder.get()).map { BinaryCache($0) { Self.complain($0) } }
    if case .failure(let error) = folder { Self.complain(error) }
  }

  private static func complain(_ error: FileError) {
    warn(
      "\(error) Kernels that are compiled and plans that are tuned are not kept for the next run; "
        + "XDG_CACHE_HOME names another place.")
  }

  /// Where the caches of all programs lie. The user's entry says whose home it is where the
  /// environment does not: a folder that everybody may write to is none.
  ///
  /// - Throws: `FileError.cannotCreate` where nothing says it.
  static func home(_ environment: [String: String]) throws(FileError) -> URL {
    func folder(_ path: String?) -> URL? {
      // The rules of XDG: what is not absolute counts as not set.
      path.flatMap { $0.hasPrefix("/") ? URL(filePath: $0, directoryHint: .isDirectory) : nil }
    }
    if let given = folder(environment["XDG_CACHE_HOME"]) { return given }
    let entry = getpwuid(geteuid()).flatMap { $0.pointee.pw_dir }.map { String(cString: $0) }
    guard let home = folder(environment["HOME"]) ?? folder(entry) else {
      throw .cannotCreate(
        path: "~/.cache/ser", why: "neither HOME nor the user's entry says where that is")
    }
    return home.appending(path: ".cache", directoryHint: .isDirectory)
  }

  /// A device with compiled kernels, and what is missing compiled as soon as it is known.
  ///
  /// - Parameter answer: whether that is shown.
  /// - Throws: `OpenCLError.call` where the device cannot be opened.
  static func kernels(
    on device: Device, plan: DevicePlan, telling answer: OutputOptions
  ) throws(OpenCLError) -> Kernels {
    guard device.facts.isPocl, let notes = DriverCache.own.notes else {
      return Kernels(try queue(on: device), plan: plan)
    }
    let compiler = CompilerProcesses(CompiledLaunches(notes), telling: answer)
    return Kernels(try Queue(device, compiler: compiler), plan: plan)
  }

  /// A device that keeps what it compiles.
  ///
  /// - Throws: `OpenCLError.call` where the device cannot be opened.
  static func queue(on device: Device) throws(OpenCLError) -> Queue {
    try Queue(device, cache: device.facts.isPocl ? nil : own.programs)
  }

  /// A device's plan with what tuning found. A table that cannot be used is as good as none, but
  /// said.
  ///
  /// - Throws: `OpenCLError.call` where matrix units are to be tried and the device cannot be opened.
  static func plan(for device: Device, at precision: Precision) throws(OpenCLError) -> DevicePlan {
    var plan = try rules(for: device, at: precision)
    guard let folder = try? own.folder.get() else { return plan }
    do throws(FileError) {
      plan.tuned = try TuningFile(of: device.facts, at: plan.precision, in: folder).read()
    } catch {
      warn("\(error) It is not used; `ser bench --tune` writes a new one.")
    }
    return plan
  }

  /// A device's plan without that. Where it cannot multiply as is asked for, its products stay in float32,
  /// and why is said.
  ///
  /// - Throws: `OpenCLError.call` where matrix units are to be tried and the device cannot be opened.
  static func rules(
    for device: Device, forced family: DevicePlan.Family? = nil, at precision: Precision
  ) throws(OpenCLError) -> DevicePlan {
    if precision == .float32 { return DevicePlan(device.facts, forced: family) }
    let queue = try queue(on: device)
    do throws(MatrixUnitsFault) {
      let units = try MatrixUnits.tried(on: queue, at: precision)
      if !units.areQuicker { warnOfSlow(device.name, precision) }
      return DevicePlan(
        device.facts, forced: family, precision: precision, matrixUnits: units)
    } catch {
      warn("\(error) Products stay in float32.")
      return DevicePlan(device.facts, forced: family)
    }
  }
}
