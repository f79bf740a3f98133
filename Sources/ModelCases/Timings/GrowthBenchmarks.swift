/// How a step's time grows along one size, the others fixed.
public struct GrowthBenchmark: Sendable {
  /// What is timed over what, as in `vgg19_train_over_batch`.
  public let name: String
  /// What the size is.
  public let axis: String
  /// The sizes with their steps.
  public let steps: [(size: Double, benchmark: ModelBenchmark)]

  /// Batch, width and length of a sequence.
  public static var all: [GrowthBenchmark] {
    [
      GrowthBenchmark(
        name: "vgg19_train_over_batch", axis: "batch",
        steps: batches.map { (Double($0), .vgg19Training(batch: $0)) }),
      GrowthBenchmark(
        name: "vgg19_train_over_width", axis: "width factor",
        steps: [0.125, 0.25, 0.5, 1, 1.5].map { ($0, .vgg19Training(batch: 8, width: $0)) }),
      GrowthBenchmark(
        name: "mlp_gan_step_over_batch", axis: "batch",
        steps: batches.flatMap { batch in
          ModelBenchmark.featureNetworks(batch: batch).filter { $0.name.hasPrefix("mlp_gan_step") }
            .map { (Double(batch), $0) }
        }),
      GrowthBenchmark(
        name: "lstm_over_steps", axis: "steps",
        steps: [8, 16, 32, 64, 128, 256].map { (Double($0), .lstmTraining(steps: $0)) }),
    ]
  }

  private static let batches = [1, 2, 4, 8, 16, 32, 64, 128]
}
