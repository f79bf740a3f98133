import CSndFile
public import Files
public import Foundation

/// A sound file open for reading, a block at a time: wav, aiff, flac, ogg or mp3, with any sample
/// rate and any number of channels.
public final class SoundFile {
  public let path: String
  /// Samples a second, in Hz.
  public let sampleRate: Int
  public let channels: Int

  private let handle: OpaquePointer
  /// The frames that the header claims; nil where the format does not say.
  private let claimedFrames: Int?
  private var framesRead = 0
  private var interleaved: [Float]

  /// Frames (samples a channel) in a block, chosen so that a block of many channels stays small.
  private var blockFrames: Int { interleaved.count / channels }

  /// The kinds of file of which a truncated one is known from a whole one; libsndfile reads more.
  private static let formats = [
    SF_FORMAT_WAV, SF_FORMAT_WAVEX, SF_FORMAT_RF64, SF_FORMAT_AIFF, SF_FORMAT_FLAC, SF_FORMAT_OGG,
    SF_FORMAT_MPEG,
  ]
  /// The sample rates at which speech can be recorded, in Hz; a header that claims another is damaged.
  private static let sampleRates = 1_000...1_000_000

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
    if let lack = try ClaimedLength.lack(in: file) { throw .truncated(path, lack) }

    var info = SF_INFO()
    guard let handle = sf_open(path, Int32(SFM_READ), &info) else {
      let reason = String(cString: sf_strerror(nil)).trimmingCharacters(in: ["."])
      throw .malformed(
        path: path,
        what: "this is not a sound file that can be read (\(reason)); give wav, flac, ogg or mp3")
    }
    self.handle = handle
    sampleRate = Int(info.samplerate)
    channels = Int(info.channels)
    claimedFrames = info.frames < sf_count_t.max ? Int(info.frames) : nil
    interleaved = Array(repeating: 0, count: channels * max(1, 65_536 / channels))

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

  deinit { sf_close(handle) }

  /// The next block, mixed to mono by the mean over channels; empty after the last.
  ///
  /// Whole numbers are scaled so that full scale is 1; floating-point samples are as they are.
  ///
  /// - Throws: `FileError.malformed` where a sample is not a number or infinite, where the content
  ///   cannot be decoded, and where the file ends before its header says.
  public func nextBlock() throws(FileError) -> [Float] {
    let frames = Int(sf_readf_float(handle, &interleaved, sf_count_t(blockFrames)))
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
    return mono
  }

  private func mixed(frames: Int) -> [Float] {
    if channels == 1 { return Array(interleaved[..<frames]) }
    return interleaved.withUnsafeBufferPointer { samples in
      (0..<frames).map { frame in
        var sum: Float = 0
        for channel in 0..<channels { sum += samples[frame * channels + channel] }
        return sum / Float(channels)
      }
    }
  }

  private func checkEnd() throws(FileError) {
    if sf_error(handle) != Int32(SF_ERR_NO_ERROR) {
      let reason = String(cString: sf_strerror(handle)).trimmingCharacters(in: ["."])
      throw .malformed(
        path: path,
        what: "the recording cannot be decoded after frame \(framesRead) (\(reason)); "
          + "fetch it again")
    }
    if let claimedFrames, framesRead < claimedFrames {
      throw .truncated(path, "\(claimedFrames) frames and only \(framesRead) are there")
    }
    if framesRead == 0 {
      throw .malformed(path: path, what: "the recording holds no sample; record it again")
    }
  }
}

extension FileError {
  /// A sound file that ends too early; `lack` says what is claimed and what is there.
  fileprivate static func truncated(_ path: String, _ lack: String) -> FileError {
    .malformed(path: path, what: "the file is cut off: its header claims \(lack); fetch it again")
  }
}
