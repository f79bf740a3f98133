import Kernels
import OpenCL
import Reference

/// `kernels/random.cl` and `kernels/philox.cl` beside `Reference/Philox.swift`. Words and uniforms
/// must be equal to the last bit.
public enum RandomCases: OperationCases {
  public static var checks: [KernelCase] {
    [(1, 1), (1, 257), (1, 1030), (5, 1), (3, 4), (7, 2), (2, 67)].flatMap { count, size in
      streams.flatMap { all(RandomSamples(count, of: size), $0) }
    } + [(2, 7), (6, 66)].map { partOfBatch(parts: $0, of: $1) }
  }

  /// Of several parts of a batch of five samples the last three of each, as the second of two processes has
  /// them.
  private static func partOfBatch(parts: Int, of size: Int) -> KernelCase {
    let places = RandomSamples.Places(first: 2, length: 3, stride: 5)
    let samples = RandomSamples(3 * parts, of: size, at: places)
    let random = streams[1]
    return KernelCase(
      "random", "random_words of 3 of 5 samples \(parts) times, of \(size)", tolerance: 0,
      traffic: [.write: samples.count * size]
    ) { (kernels) throws(OpenCLError) in
      let y = try kernels.floats(samples.count * size)
      return Trial(outputs: [
        .init("words", words: y, samples.count * size) {
          let whole = PhiloxReference.words(
            samples: 5 * parts, size: size, seed: random.seed, stream: random.stream)
          return (0..<5 * parts).filter { $0 % 5 >= 2 }.flatMap {
            whole[$0 * size..<($0 + 1) * size]
          }
        }
      ]) { () throws(OpenCLError) in try kernels.randomWords(random, into: y, samples) }
    }
  }

  public static var timings: [KernelCase] {
    all(RandomSamples(16, of: 1 << 21), streams[0])
  }

  /// Seeds and streams that fill both halves of their words.
  private static let streams = [
    RandomStream(seed: 1, stream: 0),
    RandomStream(seed: 0xFEDC_BA98_7654_3210, stream: 0x1234_5678_9ABC_DEF0),
  ]

  private static func all(_ samples: RandomSamples, _ random: RandomStream) -> [KernelCase] {
    [words(samples, random), uniform(samples, random), normal(samples, random)]
  }

  private static func words(_ samples: RandomSamples, _ random: RandomStream) -> KernelCase {
    let count = samples.count * samples.size
    return KernelCase(
      "random", name("random_words", samples, random), tolerance: 0, traffic: [.write: count]
    ) { (kernels) throws(OpenCLError) in
      let y = try kernels.floats(count)
      return Trial(outputs: [
        .init("words", words: y, count) {
          PhiloxReference.words(
            samples: samples.count, size: samples.size, seed: random.seed, stream: random.stream)
        }
      ]) { () throws(OpenCLError) in try kernels.randomWords(random, into: y, samples) }
    }
  }

  private static func uniform(_ samples: RandomSamples, _ random: RandomStream) -> KernelCase {
    let count = samples.count * samples.size
    return KernelCase(
      "random", name("random_uniform", samples, random), tolerance: 0, traffic: [.write: count],
      inputs: { [] }, outputs: [("y", count)],
      run: { (kernels, _, results) throws(OpenCLError) in
        try kernels.randomUniform(random, in: 0...1, into: results[0], samples)
      },
      expected: { _ in
        [
          PhiloxReference.uniforms(
            samples: samples.count, size: samples.size, seed: random.seed, stream: random.stream)
        ]
      })
  }

  private static func normal(_ samples: RandomSamples, _ random: RandomStream) -> KernelCase {
    let count = samples.count * samples.size
    return KernelCase(
      "random", name("random_normal", samples, random), tolerance: 1e-6, traffic: [.write: count],
      inputs: { [] }, outputs: [("y", count)],
      run: { (kernels, _, results) throws(OpenCLError) in
        try kernels.randomNormal(random, into: results[0], samples)
      },
      expected: { _ in
        [
          PhiloxReference.normals(
            samples: samples.count, size: samples.size, seed: random.seed, stream: random.stream)
        ]
      })
  }

  private static func name(
    _ kernel: String, _ samples: RandomSamples, _ random: RandomStream
  ) -> String {
    "\(kernel) \(samples.count)×\(samples.size), stream \(random.stream)"
  }
}
