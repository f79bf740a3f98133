import Files

/// Recognises a sound by its decoded samples, so that a flac copy of a wav counts as the same.
struct SampleHash {
  private let hasher = ContentHasher()
  private var isSilent = true

  /// - Parameter sampleRate: in Hz; the same samples at another rate are another sound.
  init(sampleRate: Int) {
    withUnsafeBytes(of: Int64(sampleRate).littleEndian) { hasher.update($0) }
  }

  /// Takes the next samples.
  mutating func add(_ samples: [Float]) {
    isSilent = isSilent && samples.allSatisfy { $0 == 0 }
    samples.withUnsafeBytes { hasher.update($0) }
  }

  /// The hash of all samples; nil where all are 0, for silence is nobody's sound.
  func finish() -> ContentHash? {
    isSilent ? nil : hasher.finish()
  }
}
