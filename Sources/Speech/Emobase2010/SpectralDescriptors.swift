import Foundation

/// The descriptors of frames of 25 ms: loudness, 15 cepstral coefficients, 8 logarithmic mel bands,
/// 8 line spectral frequencies.
struct SpectralDescriptors: Sendable {
  static let logBands = 8
  /// Numbers a frame.
  static let count = 1 + CepstralCoefficients.count + logBands + LinearPrediction.order

  private static let preEmphasis: Float = 0.97
  private static let floor: Float = 1e-12

  private let framing: Framing
  private let window: [Float]
  private let fft: RealFFT
  private let loudness: Loudness
  private let cepstralBands: MelBands
  private let cepstrum: CepstralCoefficients
  private let bands: MelBands
  private let resynthesis: LowPassResynthesis

  init(_ settings: Emobase2010.Settings, sampleRate: Int) {
    framing = Framing(
      seconds: 0.025, sampleRate: sampleRate, isCentred: settings.variant == .paraling)
    let length = Double(framing.length)
    window = (0..<framing.length).map {
      Float(0.54 - 0.46 * cos(2 * .pi * Double($0) / (length - 1)))
    }
    fft = RealFFT(length: framing.fftLength)
    loudness = Loudness(window: window, isWhole: settings.fixesLoudness)
    cepstralBands = MelBands(count: 26, frequencies: 20...8_000, framing: framing)
    cepstrum = CepstralCoefficients(bands: cepstralBands.count)
    bands = MelBands(count: Self.logBands, frequencies: 20...6_500, framing: framing)
    resynthesis = LowPassResynthesis(framing: framing, sampleRate: sampleRate)
  }

  /// A contour for each descriptor, a number a frame.
  func callAsFunction(_ wave: [Float]) -> [[Float]] {
    let frames = framing.frames(ofSamples: wave.count)
    var rows: [Float] = []
    rows.reserveCapacity(frames * Self.count)
    var room = Room(
      spectrum: Array(repeating: SIMD2(), count: framing.bins),
      power: Array(repeating: 0, count: framing.bins),
      predicted: resynthesis.room(zeros: LinearPrediction.order))
    wave.withUnsafeBufferPointer { wave in
      fft.withWorkspace { workspace in
        for frame in 0..<frames {
          let start = frame * framing.hop
          let samples = UnsafeBufferPointer(rebasing: wave[start..<start + framing.length])
          transform(samples, in: workspace, into: &room)
          rows.append(loudness(samples))
          describe(&room, into: &rows)
        }
      }
    }
    return (0..<Self.count).map { index in
      (0..<frames).map { rows[$0 * Self.count + index] }
    }
  }

  /// Memory that one frame after another uses.
  private struct Room {
    /// Real and imaginary part of each frequency.
    var spectrum: [SIMD2<Float>]
    var power: [Float]
    /// What linear prediction sees.
    var predicted: [Float]
  }

  /// The spectrum of one frame.
  private func transform(
    _ frame: UnsafeBufferPointer<Float>, in workspace: RealFFT.Workspace, into room: inout Room
  ) {
    let input = workspace.input + framing.offset
    var before = frame[0]
    for index in 0..<frame.count {
      // The first sample counts as its own predecessor.
      let emphasized = frame[index] - Self.preEmphasis * before
      before = frame[index]
      input[index] = Double(emphasized * window[index])
    }
    workspace.transform()
    for bin in 0..<framing.bins {
      let part = SIMD2<Float>(workspace.output[bin])
      room.spectrum[bin] = part
      room.power[bin] = part.x * part.x + part.y * part.y
    }
  }

  /// All but the loudness.
  private func describe(_ room: inout Room, into row: inout [Float]) {
    row += cepstrum.coefficients(cepstralBands.gather(room.power))
    for band in bands.gather(room.power) { row.append(log(max(band, Self.floor))) }
    resynthesis.synthesize(room.spectrum, into: &room.predicted)
    let coefficients = LinearPrediction.coefficients(
      of: room.predicted, count: resynthesis.length)
    let pairs = LineSpectralPairs.frequencies(coefficients)
    for index in pairs.indices { row.append(pairs[index]) }
  }
}
