import CSndFile
import Foundation
import Testing

/// Writes sound files of every kind that libsndfile can write.
enum SoundFixtures {
  /// A tone, one sample a frame.
  static func tone(
    _ frequency: Double, seconds: Double, sampleRate: Int, amplitude: Double = 0.5
  ) -> [Float] {
    (0..<Int(seconds * Double(sampleRate))).map {
      Float(amplitude * sin(2 * .pi * frequency * Double($0) / Double(sampleRate)))
    }
  }

  /// Writes frames, channel after channel within each.
  ///
  /// - Parameter format: libsndfile's, such as `SF_FORMAT_WAV | SF_FORMAT_PCM_16`.
  static func write(
    _ interleaved: [Float], channels: Int = 1, sampleRate: Int = 16_000, format: Int, to url: URL
  ) throws {
    var info = SF_INFO()
    info.samplerate = Int32(sampleRate)
    info.channels = Int32(channels)
    info.format = Int32(format)
    let file = try #require(sf_open(url.path, Int32(SFM_WRITE), &info), "\(url.lastPathComponent)")
    defer { sf_close(file) }
    // 8 and 16 bits would otherwise wrap around at full scale.
    sf_command(file, Int32(SFC_SET_CLIPPING), nil, 1)
    let frames = sf_count_t(interleaved.count / channels)
    #expect(sf_writef_float(file, interleaved, frames) == frames)
  }

  /// The bytes of a 16-bit mono wav file with a chunk of odd length before its samples.
  static func wavWithChunks(_ samples: [Int16], claimedBytes: Int? = nil) -> [UInt8] {
    let content = samples.flatMap(bytes)
    return wav([
      chunk("LIST", Array("INFOx".utf8)), formatChunk,
      chunk("junk", Array(repeating: 7, count: 300)), chunk("data", content, claims: claimedBytes),
    ])
  }

  /// A wav file of chunks.
  ///
  /// - Parameter claimed: the size in its header, where that is not the true one.
  static func wav(_ chunks: [[UInt8]], claims claimed: Int? = nil) -> [UInt8] {
    let content = Array("WAVE".utf8) + chunks.joined()
    return Array("RIFF".utf8) + bytes(UInt32(claimed ?? content.count)) + content
  }

  /// A chunk of a wav file.
  ///
  /// - Parameters:
  ///   - claimed: the size in its header, where that is not the true one.
  ///   - isPadded: whether a byte follows content of odd length, as it should.
  static func chunk(
    _ tag: String, _ content: [UInt8], claims claimed: Int? = nil, isPadded: Bool = true
  ) -> [UInt8] {
    Array(tag.utf8) + bytes(UInt32(claimed ?? content.count)) + content
      + (isPadded && content.count % 2 == 1 ? [0] : [])
  }

  /// The chunk `fmt ` of 16-bit mono at 16 kHz.
  static let formatChunk = chunk(
    "fmt ",
    bytes(UInt16(1)) + bytes(UInt16(1)) + bytes(UInt32(16_000)) + bytes(UInt32(32_000))
      + bytes(UInt16(2)) + bytes(UInt16(16)))

  static func bytes(_ number: some FixedWidthInteger) -> [UInt8] {
    withUnsafeBytes(of: number.littleEndian, Array.init)
  }
}
