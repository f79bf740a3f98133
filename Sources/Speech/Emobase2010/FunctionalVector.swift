/// The functionals of all contours of a recording: the 1582 numbers.
struct FunctionalVector {
  /// In openSMILE's order.
  let values: [Float]

  /// - Parameters:
  ///   - spectrum: 34 contours that have a value in every frame; those of 25 ms are longer than
  ///     `frames`.
  ///   - voice: 4 contours that are 0 where there is no voice; the first is the pitch.
  ///   - frames: the number of frames of the pitch.
  init(spectrum: [[Float]], voice: [[Float]], frames: Int, variant: Emobase2010.Variant) {
    let isRelative = variant == .emobase2010
    func functionals(_ contours: [[Float]], _ names: [Functional]) -> [Float] {
      contours.flatMap { contour in
        let statistics = ContourStatistics(contour, isRelative: isRelative)
        return names.map { statistics[$0] }
      }
    }
    /// Without the last two frames, to which the slopes do not reach.
    func inner(_ contours: [[Float]]) -> [[Float]] { contours.map { Array($0.dropLast(2)) } }
    func present(_ contours: [[Float]]) -> [[Float]] { contours.map { $0.filter { $0 != 0 } } }

    let endsWithVoice = variant == .paraling
    let spectrum = spectrum.map { ContourSmoothing.mean($0, count: frames) }
    let pitch = voice[0]
    let voice = voice.map {
      endsWithVoice
        ? ContourSmoothing.meanOfPresent($0) : ContourSmoothing.mean($0, count: frames)
    }
    let voiceSlopes =
      endsWithVoice
      ? ContourSmoothing.slopesOfPresent(voice) : voice.map(ContourSmoothing.slope)
    let duration = Double(frames) * Framing.hopSeconds
    let onsets = Double(zip(pitch, pitch.dropFirst()).count { $0 <= 0 && $1 > 0 })
    values =
      functionals(inner(spectrum), Functional.ofSpectrum)
      + functionals(spectrum.map(ContourSmoothing.slope), Functional.ofSpectrum)
      + functionals(present(inner(voice)), Functional.ofVoice)
      + functionals(present(voiceSlopes), Functional.ofVoice)
      + [Float(endsWithVoice ? onsets / duration : onsets), Float(duration)]
  }
}
