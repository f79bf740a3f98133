public import Files
public import Foundation

/// Everything that a training needs to go on as if it had never stopped, in one file that appears
/// whole or not at all: the weights of its networks, the optimizers' moments, and its progress.
public struct Checkpoint {
  private let state: [StateEntry]

  /// - Parameter state: of the networks and optimizers, each with a name of its own.
  public init(_ state: [StateEntry]) { self.state = state }

  /// - Parameter progress: what else must be known to go on, such as the iteration.
  /// - Throws: `FileError` where the file cannot be written; what lay there before is untouched then.
  public func save(to url: URL, progress: [String: String]) throws {
    try Weights.save(state, to: url, metadata: progress)
  }

  /// Fills networks and optimizers.
  ///
  /// - Returns: the progress.
  /// - Throws: `EngineError.weights` where the file is of another training, `FileError` where it is
  ///   damaged.
  public func restore(from file: SafetensorsFile) throws -> [String: String] {
    try Weights.load(state, from: file)
    return file.metadata
  }
}
