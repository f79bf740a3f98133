public import Files
public import Foundation

extension Signal {
  /// Writes a wav file of 16-bit samples, whole or not at all; what is beyond full scale is clipped.
  ///
  /// - Throws: `FileError.cannotCreate`, `.diskFull` or `.io`.
  public func write(to url: URL) throws(FileError) {
    try AtomicFile.write(wav, to: url)
  }

  private var wav: Data {
    let bytesPerSample = 2
    let size = samples.count * bytesPerSample
    var data = Data()
    func append(_ number: some FixedWidthInteger) {
      withUnsafeBytes(of: number.littleEndian) { data.append(contentsOf: $0) }
    }
    data.append(contentsOf: "RIFF".utf8)
    append(UInt32(36 + size))
    data.append(contentsOf: "WAVEfmt ".utf8)
    append(UInt32(16))
    append(UInt16(1))  // Whole numbers, not compressed.
    append(UInt16(1))  // Channels.
    append(UInt32(sampleRate))
    append(UInt32(sampleRate * bytesPerSample))
    append(UInt16(bytesPerSample))
    append(UInt16(8 * bytesPerSample))
    data.append(contentsOf: "data".utf8)
    append(UInt32(size))
    for sample in samples {
      let scaled = (sample * 32_768).rounded()
      append(Int16(max(-32_768, min(32_767, scaled))))
    }
    return data
  }
}
