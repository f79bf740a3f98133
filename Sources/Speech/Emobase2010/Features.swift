/// From contours to the 1582 numbers.
struct Features {
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
    /// Smoothed contours, and their slopes; both end where the slopes do.
    func contours(_ contours: [[Float]]) -> (smooth: [[Float]], slopes: [[Float]]) {
      let smooth = contours.map { ContourSmoothing.mean($0, count: frames) }
      return (smooth.map { Array($0.dropLast(2)) }, smooth.map(ContourSmoothing.slope))
    }
    func present(_ contours: [[Float]]) -> [[Float]] { contours.map { $0.filter { $0 != 0 } } }

    let (spectrum, spectrumSlopes) = contours(spectrum)
    let (smoothVoice, voiceSlopes) = contours(voice)
    let pitch = voice[0]
    let onsets = zip(pitch, pitch.dropFirst()).count { $0 <= 0 && $1 > 0 }
    values =
      functionals(spectrum, Functional.ofSpectrum)
      + functionals(spectrumSlopes, Functional.ofSpectrum)
      + functionals(present(smoothVoice), Functional.ofVoice)
      + functionals(present(voiceSlopes), Functional.ofVoice)
      + [Float(onsets), Float(Double(frames) * Framing.hopSeconds)]
  }
}
