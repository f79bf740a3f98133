/// Follows the pitch from frame to frame and mends what lasts one frame only: a voiced frame between
/// unvoiced ones, or the reverse, and jumps by an octave.
struct PitchSmoother {
  /// A frame of the smoothed pitch.
  struct Frame {
    /// In Hz; 0 where there is no voice.
    var frequency: Float
    /// The last frame's frequencies, fading; where there is no voice, as before.
    var envelope: Float
    var voicing: Float
  }

  private enum Onset { case none, begins, ends }
  private enum Octave { case none, rises, falls }

  /// A frame is voiced where its voicing is above.
  private let threshold: Float
  private var last: Float = 0
  private var onset = Onset.none
  private var octave = Octave.none
  private var envelope: Float = 0

  init(threshold: Float) { self.threshold = threshold }

  /// One frame fewer than candidates: what the next frame shows decides each.
  mutating func smooth(_ candidates: [PitchCandidate]) -> [Frame] {
    // The first candidate only lends its voicing's place: openSMILE passes over it.
    var voicing: Float = 0
    return candidates.dropFirst().map { candidate in
      let frequency = next(candidate.voicing > threshold ? candidate.frequency : 0)
      if frequency > 0 {
        envelope = envelope > 0 ? 0.75 * envelope + 0.25 * frequency : frequency
      }
      defer { voicing = candidate.voicing }
      return Frame(frequency: frequency, envelope: envelope, voicing: voicing)
    }
  }

  /// The frequency of the frame before, seen from this one.
  private mutating func next(_ pitch: Float) -> Float {
    switch (last > 0, pitch > 0) {
    case (false, true): onset = .begins
    case (true, false): if onset == .none { onset = .ends }
    case (true, true), (false, false): onset = .none
    }
    if pitch == 0, onset == .begins {
      last = 0
    } else if pitch > 0, onset == .ends {
      last = pitch
    }
    let ratio = last > 0 && pitch > 0 ? last / pitch : 1
    let (falls, rises) = (ratio > 1.2, ratio < 0.8)
    if rises && octave == .falls || falls && octave == .rises { last = pitch }
    if rises {
      octave = .rises
    } else if !falls {
      octave = .none
    } else if onset == .none {
      octave = .falls
    }
    defer { last = pitch }
    return last
  }
}
