import CSoxr

/// Changes the sample rate of a mono signal that comes in blocks.
final class Resampler {
  /// Takes input samples, none after the last, and gives output samples.
  ///
  /// - Parameters:
  ///   - input: nil once no more come.
  ///   - output: room for what is ready.
  typealias Process = (
    _ input: UnsafeBufferPointer<Float>?, _ output: UnsafeMutableBufferPointer<Float>
  ) -> Progress

  /// How far a step came.
  struct Progress {
    var taken = 0
    var given = 0
    /// nil where nothing went wrong.
    var failure: String?
  }

  /// Output samples for an input sample.
  private let ratio: Double
  private let process: Process

  /// By soxr at its high quality (20 bits; librosa's default).
  ///
  /// - Parameters:
  ///   - source: the signal's sample rate, in Hz.
  ///   - target: the sample rate to change it to, in Hz.
  /// - Throws: `ResamplingFailure` where soxr has no way from one to the other, or no memory.
  convenience init(from source: Double, to target: Double) throws(ResamplingFailure) {
    let stream = try SoxrStream(from: source, to: target)
    self.init(ratio: target / source, process: stream.process)
  }

  /// By any means.
  ///
  /// - Parameter ratio: output samples for an input sample.
  init(ratio: Double, process: @escaping Process) {
    self.ratio = ratio
    self.process = process
  }

  /// Takes the next block; returns the samples that are ready, later ones come with later blocks.
  ///
  /// - Throws: `ResamplingFailure`.
  func resample(_ block: [Float]) throws(ResamplingFailure) -> [Float] {
    var output: [Float] = []
    var consumed = 0
    while consumed < block.count {
      let step = try append(
        to: &output, room: Int(Double(block.count - consumed) * ratio) + 1_024
      ) { room in
        block.withUnsafeBufferPointer {
          process(UnsafeBufferPointer(rebasing: $0[consumed...]), room)
        }
      }
      // What neither takes nor gives would go on for ever.
      if step.taken == 0 && step.given == 0 { throw ResamplingFailure(why: "no sample is taken") }
      consumed += step.taken
    }
    return output
  }

  /// The samples that are left after the last block.
  ///
  /// - Throws: `ResamplingFailure`.
  func finish() throws(ResamplingFailure) -> [Float] {
    var output: [Float] = []
    while try append(to: &output, room: 4_096, { process(nil, $0) }).given > 0 {}
    return output
  }

  private func append(
    to output: inout [Float], room: Int,
    _ step: (UnsafeMutableBufferPointer<Float>) -> Progress
  ) throws(ResamplingFailure) -> Progress {
    var progress = Progress()
    output += [Float](unsafeUninitializedCapacity: room) { buffer, filled in
      progress = step(UnsafeMutableBufferPointer(rebasing: buffer[..<room]))
      filled = progress.given
    }
    if let failure = progress.failure { throw ResamplingFailure(why: failure) }
    return progress
  }
}

/// One signal on its way through soxr.
private final class SoxrStream {
  private let handle: soxr_t

  /// - Throws: `ResamplingFailure`.
  init(from source: Double, to target: Double) throws(ResamplingFailure) {
    var error: soxr_error_t?
    var quality = soxr_quality_spec(UInt(SOXR_20_BITQ), 0)
    guard let handle = soxr_create(source, target, 1, &error, nil, &quality, nil) else {
      throw ResamplingFailure(why: error.map { String(cString: $0) } ?? "soxr is out of memory")
    }
    self.handle = handle
  }

  deinit { soxr_delete(handle) }

  func process(
    _ input: UnsafeBufferPointer<Float>?, _ output: UnsafeMutableBufferPointer<Float>
  ) -> Resampler.Progress {
    var progress = Resampler.Progress()
    let error = soxr_process(
      handle, input?.baseAddress, input?.count ?? 0, &progress.taken, output.baseAddress,
      output.count, &progress.given)
    progress.failure = error.map { String(cString: $0) }
    return progress
  }
}
