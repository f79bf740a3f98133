import Random

/// Which elements make up each batch.
public enum BatchOrder {
  /// The batches of one epoch: every element once, in an order that the seed and the epoch decide.
  /// The last batch may be smaller.
  public static func shuffled(
    _ count: Int, by size: Int, seed: UInt64, epoch: Int
  ) -> [[Int]] {
    var generator = SeededGenerator(seed: seed, stream: "epoch \(epoch)")
    return batches(of: generator.shuffled(Array(0..<count)), by: size)
  }

  /// The batches in the elements' own order, as to evaluate.
  public static func inOrder(_ count: Int, by size: Int) -> [[Int]] {
    batches(of: Array(0..<count), by: size)
  }

  private static func batches(of elements: [Int], by size: Int) -> [[Int]] {
    stride(from: 0, to: elements.count, by: size).map {
      Array(elements[$0..<min($0 + size, elements.count)])
    }
  }
}
