import Kernels
import OpenCL
import Reference

/// `kernels/random.cl` and `kernels/philox.cl` beside `Reference/Philox.swift`. Words and uniforms
/// must be equal to the last bit.
public enum RandomCases: OperationCases {
  public static var checks: [KernelCase] {
    [1, 2, 3, 4, 257, 1030].flatMap { count in streams.flatMap { all(count, $0) } }
  }

  public static var timings: [KernelCase] { all(1 << 22, streams[0]) }

  /// Seeds and streams that fill both halves of their words.
  private static let streams = [
    RandomStream(seed: 1, stream: 0),
    RandomStream(seed: 0xFEDC_BA98_7654_3210, stream: 0x1234_5678_9ABC_DEF0),
  ]

  private static func all(_ count: Int, _ random: RandomStream) -> [KernelCase] {
    [words(count, random), uniform(count, random), normal(count, random)]
  }

  private static func words(_ count: Int, _ random: RandomStream) -> KernelCase {
    KernelCase(
      "random", "random_words \(count), stream \(random.stream)", tolerance: 0,
      bytes: 4 * Double(count)
    ) { (kernels) throws(OpenCLError) in
      let y = try kernels.floats(count)
      return Trial(outputs: [
        .init("words", words: y, count) {
          PhiloxReference.words(count: count, seed: random.seed, stream: random.stream)
        }
      ]) { () throws(OpenCLError) in try kernels.randomWords(random, into: y, count: count) }
    }
  }

  private static func uniform(_ count: Int, _ random: RandomStream) -> KernelCase {
    KernelCase(
      "random", "random_uniform \(count), stream \(random.stream)", tolerance: 0,
      bytes: 4 * Double(count), inputs: { [] }, outputs: [("y", count)],
      run: { (kernels, _, results) throws(OpenCLError) in
        try kernels.randomUniform(random, in: 0...1, into: results[0], count: count)
      },
      expected: { _ in
        [PhiloxReference.uniforms(count: count, seed: random.seed, stream: random.stream)]
      })
  }

  private static func normal(_ count: Int, _ random: RandomStream) -> KernelCase {
    KernelCase(
      "random", "random_normal \(count), stream \(random.stream)", tolerance: 1e-6,
      bytes: 4 * Double(count), inputs: { [] }, outputs: [("y", count)],
      run: { (kernels, _, results) throws(OpenCLError) in
        try kernels.randomNormal(random, into: results[0], count: count)
      },
      expected: { _ in
        [PhiloxReference.normals(count: count, seed: random.seed, stream: random.stream)]
      })
  }
}
