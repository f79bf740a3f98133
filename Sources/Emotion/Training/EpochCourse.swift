import Engine
public import Foundation
import Kernels
import Speech

/// The course of a training that does nothing but take steps: every epoch goes over all rows once, in
/// an order of its own.
public final class EpochCourse<Batch: Sendable>: EpochTraining {
  public private(set) var epoch = 0
  public let epochs: Int
  private let seed: UInt64
  private let kernels: Kernels
  private let rows: Int
  private let batch: Int
  private let state: [StateEntry]
  private let load: @Sendable (_ rows: [Int], inout SeededGenerator) -> Batch
  private let step: Step

  /// A step on one batch in an epoch, from 0; its losses by name are still on the device.
  typealias Step = (Batch, _ epoch: Int, any RandomSource) throws(EngineError) -> [(
    name: String, loss: Tensor
  )]

  /// - Parameters:
  ///   - rows: how many there are, and `batch`, how many a step takes.
  ///   - state: of networks and optimizers, each with a name of its own.
  ///   - load: makes the batch of some rows, with draws of its own, on another thread.
  init(
    epochs: Int, rows: Int, batch: Int, state: [StateEntry], seed: UInt64, on kernels: Kernels,
    load: @escaping @Sendable (_ rows: [Int], inout SeededGenerator) -> Batch,
    step: @escaping Step
  ) {
    self.epochs = epochs
    self.rows = rows
    self.batch = batch
    self.state = state
    self.seed = seed
    self.kernels = kernels
    self.load = load
    self.step = step
  }

  public var isFinished: Bool { epoch >= epochs }

  public func runEpoch() throws -> [NamedLoss] {
    let (seed, epoch, load) = (seed, epoch, load)
    let order = BatchOrder.shuffled(rows, by: batch, seed: seed, epoch: epoch)
    let losses = try EpochSteps(seed: seed, epoch: epoch, kernels: kernels).run(order.count) {
      number in
      var generator = SeededGenerator(seed: seed, stream: "epoch \(epoch) step \(number)")
      return load(order[number], &generator)
    } step: { (batch, random) throws(EngineError) in
      try step(batch, epoch, random)
    }
    self.epoch += 1
    return losses
  }

  public func save(to url: URL) throws {
    try Checkpoint(state).save(to: url, epoch: epoch, seed: seed)
  }

  public func restore(from url: URL) throws {
    epoch = try Checkpoint(state).restore(from: url, seed: seed).epoch
  }
}
