/// A low-level descriptor: a number a frame, or a vector a frame.
struct Descriptor: Sendable {
  /// openSMILE's name.
  let name: String
  /// The length of the vector; nil for a single number.
  var count: Int?

  /// Those with a value in every frame, 34 numbers, in the order of the features.
  static func ofSpectrum(_ variant: Emobase2010.Variant) -> [Descriptor] {
    [
      Descriptor(name: "pcm_loudness"),
      Descriptor(name: variant == .emobase2010 ? "pcm_fftMag_mfcc" : "mfcc", count: 15),
      Descriptor(name: "logMelFreqBand", count: 8),
      Descriptor(name: "lspFreq", count: 8),
      Descriptor(name: "F0finEnv"),
      Descriptor(name: "voicingFinalUnclipped"),
    ]
  }

  /// Those with a value only where the voice is, in the order of the features.
  static let ofVoice = ["F0final", "jitterLocal", "jitterDDP", "shimmerLocal"].map {
    Descriptor(name: $0)
  }

  /// The names of its smoothed contours, or of their deltas.
  fileprivate func contours(delta: Bool) -> [String] {
    let name = delta ? "\(name)_sma_de" : "\(name)_sma"
    return count.map { count in (0..<count).map { "\(name)[\($0)]" } } ?? [name]
  }
}

extension Emobase2010.Variant {
  /// The names of the 1582 features in openSMILE's order.
  public var names: [String] {
    switch self {
    case .emobase2010: Self.emobase2010Names
    case .paralingCompat: Self.paralingCompatNames
    case .paraling: Self.paralingNames
    }
  }

  private static let emobase2010Names = Self.emobase2010.composedNames()
  private static let paralingCompatNames = Self.paralingCompat.composedNames()
  private static let paralingNames = Self.paraling.composedNames()

  private func composedNames() -> [String] {
    let groups = [
      (Descriptor.ofSpectrum(self), Functional.ofSpectrum),
      (Descriptor.ofVoice, Functional.ofVoice),
    ]
    let functionals = groups.flatMap { descriptors, functionals in
      [false, true].flatMap { delta in
        descriptors.flatMap { $0.contours(delta: delta) }.flatMap { contour in
          functionals.map { "\(contour)_\($0.rawValue)" }
        }
      }
    }
    let onsets = self == .paraling ? "onsetRate" : "numOnsets"
    return functionals + ["F0final__Turn_\(onsets)", "F0final__Turn_duration"]
  }
}
