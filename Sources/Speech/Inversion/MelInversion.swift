public import Files
public import Foundation
import Random

/// Log-mel pictures back to sound, approximately: a picture has lost the phases, and what tells the
/// bins of one band apart. Both are made up so that the sound has nearly the same picture.
public struct MelInversion: Sendable {
  private let configuration: MelConfiguration
  private let seed: UInt64
  private let griffinLim: GriffinLim
  private let filterBank: MelFilterBank
  private let spectrogram: MelSpectrogram

  /// - Parameters:
  ///   - configuration: the front end that made the pictures.
  ///   - iterations: of Griffin and Lim's method, 0 or more.
  ///   - momentum: of the same; 0 is the method of 1984.
  ///   - seed: where the phases begin.
  /// - Throws: `CorpusError.setting` where the settings make no sense.
  public init(
    _ configuration: MelConfiguration, iterations: Int = 60, momentum: Double = 0.99,
    seed: UInt64 = 1
  ) throws(CorpusError) {
    spectrogram = try MelSpectrogram(configuration)
    self.configuration = configuration
    self.seed = seed
    filterBank = MelFilterBank(configuration)
    griffinLim = GriffinLim(
      stft: STFT(
        windowLength: configuration.windowLength, hopLength: configuration.hopLength,
        fftLength: configuration.fftLength), iterations: iterations, momentum: momentum)
  }

  /// The sound of a picture.
  ///
  /// - Parameter picture: of the front end's bands, in dB; what is no higher than its floor is silent.
  /// - Returns: as many samples as the picture's windows cover; peaks may be beyond full scale.
  public func callAsFunction(_ picture: LogMel) -> Signal {
    precondition(picture.bands == configuration.bands, "the bands of the front end")
    var generator = SeededGenerator(seed: seed, stream: "phases")
    return Signal(
      griffinLim(magnitudes(of: picture), using: &generator),
      sampleRate: configuration.sampleRate)
  }

  /// How far the sound's own picture is from the one that it was made of: the mean magnitude of the
  /// difference, in dB, where the picture is less than 60 dB below its highest value. 0 for silence.
  public func meanError(of sound: Signal, from picture: LogMel) -> Double {
    let highest = picture.values.max() ?? 0
    let least = max(configuration.floorDecibels, highest - 60)
    let errors = zip(picture.values, spectrogram(sound.samples).values)
      .filter { $0.0 > least }.map { Double(abs($0 - $1)) }
    return errors.isEmpty ? 0 : errors.reduce(0, +) / Double(errors.count)
  }

  /// Writes the sounds of pictures on all cores, each whole or not at all; one with a peak beyond full
  /// scale is made softer until it fits.
  ///
  /// - Parameters:
  ///   - batch: notes each that is written, and knows those that are there already.
  ///   - progress: called after each with the number done and the number of all.
  /// - Returns: the mean error of each in dB, before it is made softer.
  /// - Throws: `FileError` of the first that cannot be written, or of one that no file of its kind can
  ///   hold, before any is made; `CancellationError` where the surrounding task is cancelled.
  public func write(
    _ pictures: [(picture: LogMel, sound: URL)], noting batch: OutputBatch? = nil,
    progress: @Sendable (_ done: Int, _ all: Int) -> Void = { _, _ in }
  ) async throws -> [Double] {
    for (picture, sound) in pictures { try check(picture.frames, fitInto: sound) }
    return try await parallelMap(pictures, progress: progress) { picture, url in
      if let error = batch?.note(of: url.lastPathComponent).flatMap(Double.init) { return error }
      let sound = self(picture)
      try sound.withinFullScale.write(to: url)
      let error = meanError(of: sound, from: picture)
      batch?.add(url.lastPathComponent, "\(error)")
      return error
    }
  }

  /// - Throws: `FileError.cannotCreate` where so many frames last longer than a sound file can.
  private func check(_ frames: Int, fitInto sound: URL) throws(FileError) {
    let samples = frames * configuration.hopLength + configuration.windowLength
    guard samples <= Signal.mostSamples else {
      throw .cannotCreate(
        path: sound.path,
        why: "\(frames) frames, \(configuration.hopLength) samples apart, are \(samples) samples, "
          + "and a wav file holds \(Signal.mostSamples)")
    }
  }

  /// The magnitude of each bin of each frame.
  private func magnitudes(of picture: LogMel) -> [Double] {
    let floor = configuration.floorDecibels
    return (0..<picture.frames).flatMap { frame in
      let powers = picture[frame].map { $0 > floor ? pow(10, Double($0) / 10) : 0 }
      return filterBank.spectrum(gathering: powers, bins: griffinLim.stft.bins)
        .map { $0.squareRoot() }
    }
  }
}

extension Signal {
  /// The same, or a softer signal whose highest peak is at full scale.
  fileprivate var withinFullScale: Signal {
    let peak = samples.reduce(1) { max($0, abs($1)) }
    return peak > 1 ? Signal(samples.map { $0 / peak }, sampleRate: sampleRate) : self
  }
}
