import CSndFile
public import Files
public import Foundation

extension Signal {
  /// The most samples that a wav file holds: its lengths have 32 bits, and a sample 16.
  static let mostSamples = (Int(UInt32.max) - 1024) / 2

  /// Writes a wav file of 16-bit samples, whole or not at all; what is beyond full scale is clipped.
  ///
  /// - Throws: `FileError.cannotCreate`, `.diskFull` or `.io`.
  public func write(to url: URL) throws(FileError) {
    let memory = SoundMemory()
    var info = SF_INFO()
    info.samplerate = Int32(sampleRate)
    info.channels = 1
    info.format = Int32(SF_FORMAT_WAV | SF_FORMAT_PCM_16)
    let address = Unmanaged.passUnretained(memory).toOpaque()
    var access = SoundMemory.access
    guard let file = sf_open_virtual(&access, Int32(SFM_WRITE), &info, address) else {
      let reason = String(cString: sf_strerror(nil)).trimmingCharacters(in: ["."])
      throw .cannotCreate(path: url.path, why: reason)
    }
    // Rounded here: libsndfile takes full scale for 32767, and reads it as 32768.
    let whole = samples.map { Int16(max(-32_768, min(32_767, ($0 * 32_768).rounded()))) }
    sf_write_short(file, whole, sf_count_t(whole.count))
    sf_close(file)
    try AtomicFile.write(memory.bytes, to: url)
  }
}

/// The bytes of a sound file while libsndfile writes it, so that the file itself can appear whole.
private final class SoundMemory {
  private(set) var bytes = Data()
  private var position = 0

  /// How libsndfile gets at the memory whose address it is given.
  static var access: SF_VIRTUAL_IO {
    SF_VIRTUAL_IO(
      get_filelen: { SoundMemory.at($0).map { sf_count_t($0.bytes.count) } ?? 0 },
      seek: { offset, origin, address in
        SoundMemory.at(address).map { $0.seek(Int(offset), from: origin) } ?? -1
      },
      read: { _, _, _ in 0 },
      write: { source, count, address in
        SoundMemory.at(address).map { $0.write(source, Int(count)) } ?? 0
      },
      tell: { SoundMemory.at($0).map { sf_count_t($0.position) } ?? -1 })
  }

  private static func at(_ address: UnsafeMutableRawPointer?) -> SoundMemory? {
    address.map { Unmanaged<SoundMemory>.fromOpaque($0).takeUnretainedValue() }
  }

  private func seek(_ offset: Int, from origin: Int32) -> sf_count_t {
    switch origin {
    case SEEK_CUR: position += offset
    case SEEK_END: position = bytes.count + offset
    default: position = offset
    }
    return sf_count_t(position)
  }

  private func write(_ source: UnsafeRawPointer?, _ count: Int) -> sf_count_t {
    guard let source else { return 0 }
    let end = position + count
    if end > bytes.count { bytes.append(Data(count: end - bytes.count)) }
    bytes.replaceSubrange(
      position..<end, with: UnsafeRawBufferPointer(start: source, count: count))
    position = end
    return sf_count_t(count)
  }
}
