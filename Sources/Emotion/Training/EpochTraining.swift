import Engine
import Foundation
import Kernels

/// A training that goes by epochs, each of which depends on the seed and its number alone, so that one
/// that goes on from a checkpoint ends with the bits of one that never stopped.
protocol EpochTraining: AnyObject {
  /// Epochs done so far.
  var epoch: Int { get }
  /// The most that there will be.
  var epochs: Int { get }
  /// Whether the last epoch is done, or early stopping ends the training.
  var isFinished: Bool { get }
  /// Trains for one epoch.
  ///
  /// - Returns: the means of its losses by name.
  func runEpoch() throws -> [NamedLoss]
  /// Writes all that is needed to go on.
  func save(to url: URL) throws
  /// Goes on from a checkpoint of the same training.
  ///
  /// - Throws: `EngineError.weights` where it is of another.
  func restore(from url: URL) throws
}

/// A loss of a step, or its mean over an epoch.
public struct NamedLoss: Sendable, Equatable {
  public let name: String
  public let value: Double
}

/// The steps of one epoch.
struct EpochSteps {
  let seed: UInt64
  let epoch: Int
  let kernels: Kernels

  /// Takes a step on each batch, which is made ready while the device works on the one before.
  ///
  /// - Parameters:
  ///   - load: makes a batch from its number, on another thread.
  ///   - step: returns its losses by name, still on the device.
  /// - Throws: `EngineError.notFinite` where one of them diverges.
  func run<Batch: Sendable>(
    _ count: Int, load: @escaping @Sendable (Int) -> Batch,
    step: (Batch, any RandomSource) throws(EngineError) -> [(name: String, loss: Tensor)]
  ) throws(EngineError) -> [NamedLoss] {
    var losses: [[(name: String, loss: Tensor)]] = []
    for (number, batch) in Prefetcher(0..<count, load).enumerated() {
      // The numbers drawn by one step begin at a place of their own, after those of the weights.
      let drawn = UInt64(epoch + 1) << 32 + UInt64(number) << 8
      losses.append(try step(batch, PhiloxSource(seed: seed, drawn: drawn, on: kernels)))
    }
    // Read at the end, since reading waits for all that was begun.
    var means: [NamedLoss] = []
    for (index, name) in (losses.first ?? []).map(\.name).enumerated() {
      var sum = 0.0
      for step in losses { sum += Double(try step[index].loss.value()) }
      guard sum.isFinite else {
        throw .notFinite(what: "the loss \(name) of epoch \(epoch + 1)")
      }
      means.append(NamedLoss(name: name, value: sum / Double(losses.count)))
    }
    return means
  }
}

extension Checkpoint {
  /// Saves a training that goes by epochs.
  func save(
    to url: URL, epoch: Int, seed: UInt64, further: [String: String] = [:]
  ) throws {
    try save(
      to: url, progress: further.merging(["epoch": "\(epoch)", "seed": "\(seed)"]) { $1 })
  }

  /// Restores a training that goes by epochs.
  ///
  /// - Returns: the epochs done, and what was saved further.
  /// - Throws: `EngineError.weights` where the checkpoint is of another training.
  func restore(from url: URL, seed: UInt64) throws -> (epoch: Int, further: [String: String]) {
    let progress = try restore(from: url)
    guard let epoch = progress["epoch"].flatMap(Int.init), progress["seed"] == "\(seed)" else {
      throw EngineError.weights(
        file: url.path, reason: "it is of a training with another seed or of another kind")
    }
    return (epoch, progress)
  }
}
