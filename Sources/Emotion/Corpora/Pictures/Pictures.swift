public import Engine

/// A batch of mel pictures of one size, some of them padded at the end.
public struct Pictures {
  /// batch × time × mel × 1.
  public let x: Tensor
  /// The number of real frames of each picture; nil where none is padded.
  public let frames: [Int]?

  /// - Parameters:
  ///   - x: batch × time × mel × 1.
  ///   - frames: the number of real frames of each picture; nil where none is padded.
  /// - Throws: `EngineError.shape` where `x` has not four axes, or not as many pictures as there
  ///   are lengths.
  public init(_ x: Tensor, frames: [Int]? = nil) throws(EngineError) {
    guard x.shape.rank == 4, frames.map({ $0.count == x.shape[0] }) ?? true else {
      throw .shape(
        operation: "a batch of pictures", expected: "batch × time × mel × 1 and a length for each",
        found: "\(x.shape) and \(frames?.count ?? 0) lengths")
    }
    self.x = x
    let padded = frames?.contains { $0 < x.shape[1] } ?? false
    self.frames = padded ? frames : nil
  }

  /// The same lengths with other pixels.
  ///
  /// - Throws: `EngineError.shape` where `x` has not four axes, or not as many pictures as there
  ///   are lengths.
  public func with(_ x: Tensor) throws(EngineError) -> Pictures { try Pictures(x, frames: frames) }

  /// Batches as one.
  ///
  /// - Throws: `EngineError.shape` where there is none, or the pictures are not of one size, `.device`
  ///   where memory is short or the device fails.
  public init(joining batches: [Pictures]) throws(EngineError) {
    try self.init(
      concatenated(batches.map(\.x)),
      frames: batches.flatMap { batch in
        batch.frames ?? [Int](repeating: batch.x.shape[1], count: batch.x.shape[0])
      })
  }

  /// Two batches as one.
  ///
  /// - Throws: as `init(joining:)`.
  public static func + (a: Pictures, b: Pictures) throws(EngineError) -> Pictures {
    try Pictures(joining: [a, b])
  }

  /// 1 for real frames, 0 for padding: batch × time; nil where nothing is padded.
  ///
  /// - Throws: `EngineError.device` where memory is short or the device fails.
  func frameMask() throws(EngineError) -> Tensor? {
    try stepMask(steps: x.shape[1], framesPerStep: 1)
  }

  /// 1 for steps with any real frame, 0 for the others: batch × steps; nil where nothing is padded.
  ///
  /// - Throws: `EngineError.device` where memory is short or the device fails.
  func stepMask(steps: Int, framesPerStep: Int) throws(EngineError) -> Tensor? {
    guard let frames else { return nil }
    let mask = frames.flatMap { count -> [Float] in
      let valid = min(steps, max(1, (count + framesPerStep - 1) / framesPerStep))
      return (0..<steps).map { $0 < valid ? 1 : 0 }
    }
    return try Tensor(mask, [frames.count, steps], on: x.kernels)
  }
}
