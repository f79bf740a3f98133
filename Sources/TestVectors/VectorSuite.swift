public import Files
public import Foundation
public import Kernels
public import OpenCL

/// The test vectors of a folder: a safetensors file a case, and an index with tolerances.
///
/// Single operations and networks are run under both families of kernels, whatever the device, and
/// under both ways to convolve; trajectories under the device's own family, convolving directly.
public struct VectorSuite: Sendable {
  private let folder: URL
  private let index: VectorIndex?
  private let catalog: VectorCatalog
  /// The cases: files of the folder and those that only the index names, sorted.
  public let names: [String]

  /// - Parameter catalog: the operations that the vectors may name.
  /// - Throws: `FileError` where the folder is missing or empty, or its index is broken.
  public init(folder: URL, of catalog: VectorCatalog) throws(FileError) {
    self.folder = folder
    self.catalog = catalog
    let files: [URL]
    do {
      files = try FileManager.default.contentsOfDirectory(
        at: folder, includingPropertiesForKeys: nil)
    } catch {
      throw .missing(path: folder.path)
    }
    let indexFile = folder.appending(path: "index.json")
    let hasIndex = files.contains { $0.lastPathComponent == indexFile.lastPathComponent }
    index = hasIndex ? try VectorIndex(contentsOf: indexFile) : nil
    let found = files.filter { $0.pathExtension == Self.ending }
      .map { $0.deletingPathExtension().lastPathComponent }
    names = Set(found + (index?.cases ?? [])).sorted()
    if names.isEmpty {
      throw .malformed(
        path: folder.path,
        what: "the folder holds no test vector; give one with .safetensors files")
    }
  }

  /// The operations that the cases name, sorted; cases that cannot be read name none.
  public var operations: [String] {
    Set(names.compactMap { try? VectorFile(contentsOf: file(of: $0)).operation }).sorted()
  }

  /// Runs one case.
  ///
  /// - Parameter family: of the kernels; nil for both, and for the device's own in trajectories.
  /// - Returns: an outcome for each plan it is run under; a single one where it cannot be run.
  public func check(
    _ name: String, on queue: Queue, family: DevicePlan.Family? = nil
  ) -> [VectorCheck] {
    let file: VectorFile
    do throws(FileError) {
      file = try VectorFile(contentsOf: self.file(of: name))
    } catch {
      return [VectorCheck(name, problem: error.description)]
    }
    guard let operation = catalog.operation(named: file.operation) else {
      return [
        VectorCheck(
          name, operation: file.operation,
          problem: "the operation \"\(file.operation)\" is not known; leave the case out or use "
            + "a version that knows it")
      ]
    }
    return operation.plans(on: queue.device, family).map { plan in
      do {
        let kernels = Kernels(queue, plan: plan)
        return try VectorCheck(file, plan: plan, found: operation.run(file, kernels), index)
      } catch {
        return VectorCheck(name, operation: file.operation, plan: plan, problem: "\(error)")
      }
    }
  }

  private func file(of name: String) -> URL {
    folder.appending(path: name).appendingPathExtension(Self.ending)
  }

  private static let ending = "safetensors"
}
