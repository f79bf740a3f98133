public import Files
public import Foundation
public import Kernels

/// The weights of a model as a safetensors file in PyTorch's names and layouts, with what is needed
/// to use them in its metadata.
public enum Weights {
  /// Writes the state of a model, whole or not at all.
  ///
  /// - Throws: `FileError` where the file cannot be written.
  public static func save(
    _ module: some Module, to url: URL, metadata: [String: String]
  ) throws {
    try save(module.state, to: url, metadata: metadata)
  }

  static func save(_ state: [StateEntry], to url: URL, metadata: [String: String]) throws {
    let entries = state.map { entry in
      switch entry.content {
      case .parameter(let array), .statistic(let array):
        SafetensorsEntry(entry.name, shape: array.shape.axes)
      case .counter: SafetensorsEntry(entry.name, .int64, shape: [])
      }
    }
    let writer = try SafetensorsWriter(url, entries: entries, metadata: metadata)
    for entry in state {
      switch entry.content {
      case .parameter(let array), .statistic(let array):
        try writer.write(array.value.values(), for: entry.name)
      case .counter(let counter): try writer.write([Int64(counter.value)], for: entry.name)
      }
    }
    try writer.commit()
  }

  /// Makes the model that is to be filled from a file. One that takes far more memory than the file has
  /// numbers is not made: what else the file says of it cannot be true.
  ///
  /// - Throws: `EngineError.weights` where it takes more, and what `make` throws.
  public static func model<Model>(
    for file: SafetensorsFile, on kernels: Kernels, _ make: () throws(EngineError) -> Model
  ) throws(EngineError) -> Model {
    let bytes = file.entries.reduce(0) { $0 + $1.byteCount }
    let pool = kernels.queue.pool
    do throws(EngineError) {
      return try pool.limited(to: 4 * bytes + smallModel, make)
    } catch {
      switch error {
      case .device(.outOfMemory(_, _, _, let limit, _)) where limit < pool.limit: break
      case .device(.tooLarge): break
      default: throw error
      }
      throw .weights(
        file: file.path,
        reason: "it holds \(bytes >> 20) MiB, and what it says of its model needs far more; take "
          + "another copy of the file")
    }
  }

  /// Bytes that any model may take.
  private static let smallModel = 64 << 20

  /// Fills a model from a file that must hold exactly its names and shapes.
  ///
  /// - Throws: `EngineError.weights` with the first name or shape that differs, which leaves the model
  ///   unchanged; `FileError` where the file is no safetensors file, or a number in it is not finite.
  public static func load(_ module: some Module, from file: SafetensorsFile) throws {
    try load(module.state, from: file)
  }

  static func load(_ state: [StateEntry], from file: SafetensorsFile) throws {
    try check(state, file)
    for entry in state {
      switch entry.content {
      case .parameter(let array), .statistic(let array):
        let values = try file.weights(entry.name)
        try array.update(Tensor(values, array.shape, on: array.value.kernels))
      case .counter(let counter):
        counter.value = Int(try file.int64s(entry.name).first ?? 0)
      }
    }
  }

  private static func check(_ state: [StateEntry], _ file: SafetensorsFile) throws(EngineError) {
    for entry in state {
      guard let found = file[entry.name] else {
        throw .weights(file: file.path, reason: "\(entry.name) is missing")
      }
      let wanted: [Int] =
        switch entry.content {
        case .parameter(let array), .statistic(let array): array.shape.axes
        case .counter: []
        }
      guard found.shape == wanted else {
        throw .weights(
          file: file.path,
          reason: "\(entry.name) is \(Shape(found.shape)) where \(Shape(wanted)) is wanted")
      }
    }
    let known = Set(state.map(\.name))
    if let stranger = file.names.first(where: { !known.contains($0) }) {
      throw .weights(file: file.path, reason: "this model has no \(stranger)")
    }
  }
}
