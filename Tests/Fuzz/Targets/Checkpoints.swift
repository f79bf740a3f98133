import Engine
import Foundation
import Random
import Training

extension FuzzTarget {
  /// `tensors`, and the parts `seed`, `random`, `epoch`, `step`, `stepOfEpoch`, `loss.0.sum`,
  /// `bestEpoch` and `bestScore`, from which a training of three epochs of two steps goes on.
  static let checkpoint = FuzzTarget("checkpoint") { input in
    let file = try input.tensors("state.safetensors")
    try onDevice { kernels in
      let weight = Parameter(try Tensor([0], [1], on: kernels))
      let course = EpochCourse(
        epochs: 3, state: [StateEntry("weight", .parameter(weight))],
        earlyStopping: EarlyStopping("score", .highest, patience: 2, keeping: [weight]) { _ in 1 },
        purpose: Purpose.steps, seed: 1, on: kernels,
        batches: { _ in EpochCourse.Batches([1, 1]) { number, _ in Float(number) } },
        step: { (batch, place) throws(EngineError) in
          _ = try place.random.normal([1])
          return [("sum", try Tensor([batch], [], on: kernels))]
        })
      try course.restore(from: file)
      for _ in 0..<4 where !course.isFinished { _ = try course.takeStep() }
      try course.save(to: input("again.safetensors"))
      _ = (course.progress, try course.conclude())
    }
  }

  private enum Purpose: UInt8, RandomPurpose {
    case steps = 1
  }
}
