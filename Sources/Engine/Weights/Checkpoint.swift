public import Files
public import Foundation
public import Ranks

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

  /// Fills networks and optimizers with what the first of several processes has.
  ///
  /// - Throws: `EngineError.ranks` where another process is gone, `.device` where the device fails.
  public func follow(_ ranks: Ranks) throws(EngineError) {
    for entry in state {
      switch entry.content {
      case .parameter(let array), .statistic(let array):
        let values = ranks.isFirst ? try array.value.values() : []
        let data = values.withUnsafeBytes { Data($0) }
        let shared = try amongRanks { () throws(RankError) in try ranks.share(data, from: 0) }
        if ranks.isFirst { continue }
        let received = shared.withUnsafeBytes { Array($0.bindMemory(to: Float.self)) }
        try array.update(Tensor(received, array.shape, on: array.value.kernels))
      case .counter(let counter):
        let value = Double(counter.value)
        let sums = try amongRanks { () throws(RankError) in
          try ranks.sum([ranks.isFirst ? value : 0])
        }
        counter.value = Int(sums[0])
      }
    }
  }
}
