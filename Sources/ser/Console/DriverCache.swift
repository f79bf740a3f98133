import Files
import Foundation
import OpenCL

/// Where pocl, the OpenCL driver for CPUs, keeps the programs that it compiled.
///
/// It runs what it finds there, without a home in a folder that anybody may have filled before; it
/// finds no device where it cannot write there, and ends the process where the disk is full or what it
/// finds is cut off. So it is told a place that is fit.
struct DriverCache: Sendable {
  /// This process's, once pocl has been told. Before the first call into OpenCL, and while nobody else
  /// looks at the environment.
  static let own = DriverCache(ProcessInfo.processInfo.environment)

  /// Bytes that the programs of a training take, amply.
  private static let room = 32 << 20
  private static let variable = "POCL_CACHE_DIR"

  /// Where programs stay; nil where that is unfit.
  private let usual: URL?
  /// Where programs are kept for as long as this process runs; nil where they stay.
  private let temporary: URL?
  /// What is wrong with the place that they would stay in.
  private let fault: FileError?
  /// Whether the user has chosen the place, in which nothing is touched then.
  private let isChosen: Bool

  init(_ environment: [String: String]) {
    isChosen = environment[Self.variable]?.isEmpty == false
    do throws(FileError) {
      let place = try Self.usual(environment)
      // Of what lies below it nobody may put another in its place.
      if !isChosen { _ = try PrivateFolder(place.deletingLastPathComponent()) }
      let folder = try PrivateFolder(place)
      guard folder.room >= Self.room else { throw .diskFull(path: place.path) }
      setenv(Self.variable, place.path, 1)
      (usual, temporary, fault) = (place, nil, nil)
    } catch {
      (usual, temporary, fault) = (nil, Self.makeTemporary(), error)
      guard let temporary else { return }
      setenv(Self.variable, temporary.path, 1)
      atexit { DriverCache.own.removeTemporary() }
    }
  }

  /// The place that pocl takes by itself, where there is a home.
  private static func usual(_ environment: [String: String]) throws(FileError) -> URL {
    if let path = environment[variable], !path.isEmpty {
      return URL(filePath: path, directoryHint: .isDirectory)
    }
    return try Cache.home(environment).appending(path: "pocl/kcache", directoryHint: .isDirectory)
  }

  /// A folder of this user's alone with room; nil where there is none to be had.
  private static func makeTemporary() -> URL? {
    let places = [NSTemporaryDirectory(), "/tmp", "/var/tmp", "/dev/shm"]
    for place in places {
      let place = URL(filePath: place)
      guard let url = try? ScratchFolder(in: place, named: "ser-pocl").url else { continue }
      if let folder = try? PrivateFolder(url), folder.room >= room { return url }
      try? Folder.remove(url)
    }
    return nil
  }

  private func removeTemporary() {
    if let temporary { try? Folder.remove(temporary) }
  }

  /// Where it is noted what pocl has compiled into its cache; nil where there is none.
  var notes: URL? { (usual ?? temporary)?.appending(path: "ser-launches") }

  /// Makes it fit for a device's programs, and says what is wrong, where it matters for the device.
  func prepare(for device: Device) {
    guard device.facts.isPocl else { return }
    if let fault {
      warn(
        "\(fault) pocl compiles kernels anew in \(temporary?.path ?? "no other place"); "
          + "\(Self.variable) names another place.")
    }
    let damaged = usual.map(PoclCache.damaged) ?? []
    let left = damaged.filter { isChosen || unlink($0.path) != 0 }
    if let first = left.first {
      warn(
        "pocl's cache has \(counted(left.count, "damaged file")), such as \(first.path), and pocl ends a "
          + "process that loads one; remove them, or the whole cache, which is filled anew.")
    }
  }
}
