import Classical
import Kernels
import Random
import Training

/// Where the segments of each class lie among the codes of an autoencoder: a normal distribution a
/// class (Mariani et al. 2018, section 3), from which a generator makes more of the class.
struct ClassCodes: Sendable {
  /// The classes of which there are segments, in ascending order.
  let classes: [Int]
  private let distributions: [Int: MultivariateNormal]
  private let size: Int

  /// Codes, each with the class that it is of.
  struct Draw: Sendable {
    /// Codes × numbers.
    let codes: SampleMatrix
    let labels: [Int]
  }

  /// - Parameter batch: segments a pass through the encoder.
  /// - Throws: `ClassicalError` where codes are not finite, `EngineError`.
  init(
    _ segments: Segments, by autoencoder: SegmentAutoencoder, batch: Int, on kernels: Kernels
  ) throws {
    var codes: [Int: [Float]] = [:]
    var size = 0
    for positions in BatchOrder.inOrder(segments.count, by: batch) {
      let batch = segments.batch(positions)
      let encoded = try autoencoder.encode(Pictures(batch.pictures, on: kernels).x, .inference)
      size = encoded.shape[1]
      let values = try encoded.values()
      for (row, label) in batch.labels.enumerated() {
        codes[label, default: []] += values[row * size..<(row + 1) * size]
      }
    }
    self.size = size
    classes = codes.keys.sorted()
    distributions = try codes.mapValues { values in
      try MultivariateNormal(
        SampleMatrix(rows: values.count / size, columns: size, values: values))
    }
  }

  /// A code for each label.
  func draw(_ labels: [Int], using generator: inout SeededGenerator) -> Draw {
    let values = labels.flatMap { distributions[$0]?.draw(using: &generator) ?? [] }
    return Draw(
      codes: SampleMatrix(rows: labels.count, columns: size, values: values), labels: labels)
  }

  /// Codes of classes each of which is as likely as any other.
  func drawBalanced(_ count: Int, using generator: inout SeededGenerator) -> Draw {
    let labels = (0..<count).map { _ in classes[generator.index(below: classes.count)] }
    return draw(labels, using: &generator)
  }
}
