import CSndFile
public import Files
public import Foundation

/// A sound file open for reading, a block at a time: wav, flac, ogg, mp3, aiff, au, caf, w64 or NIST's
/// SPHERE, with any sample rate and any number of channels; where ffmpeg is installed, what that decodes too.
///
/// What a header says wrongly, or not at all, is mended where it is plain what was meant, as `heard`
/// tells; a file that is cut off is an error.
public final class SoundFile {
  public let path: String
  /// Samples a second, in Hz.
  public let sampleRate: Int
  public let channels: Int

  private let decoder: Decoder
  /// The frames that the header claims; nil where the format does not say.
  private let claimedFrames: Int?
  /// nil where ffmpeg decodes it.
  private let container: SoundContainer?
  private var framesRead = 0
  private var interleaved: [Float]
  /// Made with the first block, when the sample rate is known to make sense.
  private lazy var listener = SoundListener(channels: channels, sampleRate: sampleRate)

  /// Who decodes it.
  private enum Decoder {
    /// libsndfile, and what it reads from where that is not the file itself.
    case sndfile(OpaquePointer, SoundPieces?)
    case ffmpeg(FFmpegDecoder)
  }

  /// Frames (samples a channel) in a block, chosen so that a block of many channels stays small.
  private var blockFrames: Int { interleaved.count / channels }

  /// The kinds of file of which a truncated one is known from a whole one; libsndfile reads more.
  private static let formats = [
    SF_FORMAT_WAV, SF_FORMAT_WAVEX, SF_FORMAT_RF64, SF_FORMAT_W64, SF_FORMAT_AIFF, SF_FORMAT_AU,
    SF_FORMAT_CAF, SF_FORMAT_NIST, SF_FORMAT_FLAC, SF_FORMAT_OGG, SF_FORMAT_MPEG,
  ]
  /// The sample rates at which speech can be recorded, in Hz; a header that claims another is damaged.
  static let sampleRates = 1_000...1_000_000

  /// Opens a file.
  ///
  /// - Throws: `FileError.missing` where there is no file, `.io` where it may not be read, and
  ///   `.malformed` where it is empty, of no known format, shorter than its header claims, or holds
  ///   no sample.
  public init(_ url: URL) throws(FileError) {
    path = url.path
    let file = try InputFile(url)
    if file.size == 0 {
      throw .malformed(path: path, what: "the file is empty; fetch or record it again")
    }
    if let program = FFmpeg.installed, try Self.isForeign(file, at: url) {
      let decoder = try FFmpegDecoder(program, decoding: path)
      self.decoder = .ffmpeg(decoder)
      (sampleRate, channels) = (decoder.sampleRate, decoder.channels)
      (claimedFrames, container) = (nil, nil)
      interleaved = Self.block(channels)
      return
    }
    let container = try SoundContainer(of: file)

    var info = SF_INFO()
    guard let (handle, pieces) = try Self.open(file, container, &info) else {
      let reason = String(cString: sf_strerror(nil)).trimmingCharacters(in: ["."])
      throw .malformed(
        path: path,
        what: try ForeignContent.description(of: file)
          ?? "this is not a sound file that can be read (\(reason)); give wav, flac, ogg or mp3")
    }
    self.container = container
    decoder = .sndfile(handle, pieces)
    sampleRate = Int(info.samplerate)
    channels = Int(info.channels)
    claimedFrames = info.frames < sf_count_t.max ? Int(info.frames) : nil
    interleaved = Self.block(channels)

    if !Self.formats.contains(Int(info.format) & SF_FORMAT_TYPEMASK) {
      throw .malformed(
        path: path, what: "this is none of the kinds that are read; give wav, flac, ogg or mp3")
    }
    if claimedFrames == 0 {
      throw .malformed(path: path, what: "the recording holds no sample; record it again")
    }
    if !Self.sampleRates.contains(sampleRate) {
      throw .malformed(
        path: path,
        what:
          "the header claims a sample rate of \(sampleRate) Hz, and \(Self.sampleRates.lowerBound) "
          + "to \(Self.sampleRates.upperBound) can be; write the file again")
    }
  }

  deinit {
    if case .sndfile(let handle, _) = decoder { sf_close(handle) }
  }

  private static func block(_ channels: Int) -> [Float] {
    Array(repeating: 0, count: channels * max(1, 65_536 / channels))
  }

  /// Whether ffmpeg is to decode a file: by its content, else by its ending where libsndfile cannot.
  private static func isForeign(_ file: InputFile, at url: URL) throws(FileError) -> Bool {
    if try ForeignContent.isAudio(file) { return true }
    guard SoundFormat.isDecoded(url) else { return false }
    var info = SF_INFO()
    guard let handle = sf_open(file.path, Int32(SFM_READ), &info) else { return true }
    sf_close(handle)
    return !formats.contains(Int(info.format) & SF_FORMAT_TYPEMASK)
  }

  /// Opens the file as it is, or, where its header is wrong and that does not do, as it should be.
  ///
  /// - Returns: nil where libsndfile cannot read it.
  /// - Throws: as `InputFile.read(into:at:)`.
  private static func open(
    _ file: InputFile, _ container: SoundContainer, _ info: inout SF_INFO
  ) throws(FileError) -> (OpaquePointer, SoundPieces?)? {
    var opened: (OpaquePointer, SoundPieces?)?
    if container.wave?.isMended != true, let handle = sf_open(file.path, Int32(SFM_READ), &info) {
      // Some chunks lead libsndfile past the samples.
      if info.frames > 0 || container.wave == nil {
        opened = (handle, nil)
      } else {
        sf_close(handle)
      }
    }
    if opened == nil, let pieces = try container.wave?.pieces(of: file) {
      info = SF_INFO()
      opened = pieces.open(&info).map { ($0, pieces) }
    }
    guard let mpeg = container.mpeg, info.frames < mpeg.samples - mpeg.paddingAtMost,
      let first = opened
    else { return opened }
    let pieces =
      try container.wave?.pieces(of: file, samples: mpeg.counted)
      ?? SoundPieces(mpeg.counted, of: file)
    var counted = SF_INFO()
    guard let handle = pieces.open(&counted) else { return opened }
    sf_close(first.0)
    info = counted
    return (handle, pieces)
  }

  /// The next block, mixed to mono by the mean over channels; empty after the last.
  ///
  /// Whole numbers are scaled so that full scale is 1; floating-point samples are as they are.
  ///
  /// - Throws: `FileError.malformed` where a sample is not a number or infinite, where the content
  ///   cannot be decoded, and where the file ends before its header says.
  public func nextBlock() throws(FileError) -> [Float] {
    let frames = try readFrames()
    if frames == 0 {
      try checkEnd()
      return []
    }
    let mono = mixed(frames: frames)
    // The mean is finite only when every channel is.
    if let offset = mono.firstIndex(where: { !$0.isFinite }) {
      let time = Double(framesRead + offset) / Double(sampleRate)
      throw .malformed(
        path: path,
        what: "the sample at \(time.formatted(decimals: 3)) s is not a finite number; "
          + "write the file again without NaN and infinity")
    }
    framesRead += frames
    interleaved.withUnsafeBufferPointer { listener.hear($0, mixed: mono) }
    return mono
  }

  /// Fills `interleaved` from its start.
  ///
  /// - Returns: how many frames there were; 0 after the last.
  private func readFrames() throws(FileError) -> Int {
    switch decoder {
    case .sndfile(let handle, _):
      return Int(sf_readf_float(handle, &interleaved, sf_count_t(blockFrames)))
    case .ffmpeg(let decoder):
      let samples = try decoder.next(frames: blockFrames)
      interleaved.replaceSubrange(..<samples.count, with: samples)
      return samples.count / channels
    }
  }

  /// What the blocks up to now sound like; after the last, the whole recording.
  public var heard: SoundMeasure { listener.measure(assumptions: assumptions) }

  /// What is odd about the header and was assumed, as clauses.
  private var assumptions: [String] {
    guard let container else { return [] }
    var assumptions = container.assumptions
    if let mpeg = container.mpeg {
      if mpeg.damaged > 0 {
        assumptions.append(
          "at \(mpeg.damaged) place\(mpeg.damaged == 1 ? "" : "s") there are other bytes where a frame "
            + "should begin, and what sound was there is lost")
      }
      if framesRead + max(mpeg.paddingAtMost, 2 * mpeg.samplesPerFrame) < mpeg.samples {
        let (held, given) = (seconds(mpeg.samples), seconds(framesRead))
        assumptions.append("its frames hold \(held) s, of which the decoder gives \(given) s")
      } else if let claimed = container.wave?.claimedFrames, claimed > framesRead {
        assumptions.append(
          "its header claims \(claimed) samples, and the decoder gives \(framesRead)")
      }
    } else if claimedFrames == nil {
      assumptions.append("its header gives no length, and what is there is taken for all of it")
    }
    return assumptions
  }

  private func seconds(_ frames: Int) -> String {
    (Double(frames) / Double(sampleRate)).formatted(decimals: 2)
  }

  private func mixed(frames: Int) -> [Float] {
    Array(interleaved[..<(frames * channels)]).mixed(channels: channels)
  }

  private func checkEnd() throws(FileError) {
    guard case .sndfile(let handle, let pieces) = decoder else {
      return try requireSamples()
    }
    if let failure = pieces?.failure { throw failure }
    if sf_error(handle) != Int32(SF_ERR_NO_ERROR) {
      let reason = String(cString: sf_strerror(handle)).trimmingCharacters(in: ["."])
      throw .malformed(
        path: path,
        what: "the recording cannot be decoded after frame \(framesRead) (\(reason)); "
          + "fetch it again")
    }
    // What frames of MPEG there are was counted; their claim is an estimate.
    if container?.mpeg == nil, let claimedFrames, framesRead < claimedFrames {
      throw .truncated(path, "\(claimedFrames) frames and only \(framesRead) are there")
    }
    try requireSamples()
  }

  private func requireSamples() throws(FileError) {
    if framesRead == 0 {
      throw .malformed(path: path, what: "the recording holds no sample; record it again")
    }
  }
}
