import CSoxr

/// Changes the sample rate of a mono signal that comes in blocks, by soxr at its high quality
/// (20 bits; librosa's default).
final class Resampler {
  private let handle: soxr_t
  /// Output samples for an input sample.
  private let ratio: Double

  /// - Parameters:
  ///   - source: the signal's sample rate, in Hz.
  ///   - target: the sample rate to change it to, in Hz.
  init(from source: Int, to target: Int) {
    ratio = Double(target) / Double(source)
    var error: soxr_error_t?
    var quality = soxr_quality_spec(UInt(SOXR_20_BITQ), 0)
    // soxr refuses only rates that are not above zero and an exhausted memory.
    guard
      let handle = soxr_create(Double(source), Double(target), 1, &error, nil, &quality, nil)
    else { preconditionFailure("soxr has no resampler from \(source) to \(target) Hz") }
    self.handle = handle
  }

  deinit { soxr_delete(handle) }

  /// Takes the next block; returns the samples that are ready, later ones come with later blocks.
  func resample(_ block: [Float]) -> [Float] {
    var output: [Float] = []
    var consumed = 0
    while consumed < block.count {
      let room = Int(Double(block.count - consumed) * ratio) + 1_024
      output += [Float](unsafeUninitializedCapacity: room) { buffer, filled in
        block.withUnsafeBufferPointer { input in
          var taken = 0
          soxr_process(
            handle, input.baseAddress.map { $0 + consumed }, block.count - consumed, &taken,
            buffer.baseAddress, room, &filled)
          consumed += taken
        }
      }
    }
    return output
  }

  /// The samples that are left after the last block.
  func finish() -> [Float] {
    var output: [Float] = []
    var produced = 0
    repeat {
      output += [Float](unsafeUninitializedCapacity: 4_096) { buffer, filled in
        soxr_process(handle, nil, 0, nil, buffer.baseAddress, 4_096, &filled)
        produced = filled
      }
    } while produced > 0
    return output
  }
}
