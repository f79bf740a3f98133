import CSndFile
import Files

/// Bytes in memory and parts of a file, one after the other, as one sound file that libsndfile reads:
/// so a file is read whose header does not say what is there.
final class SoundPieces {
  /// A stretch of it.
  enum Piece {
    case bytes([UInt8])
    /// Part of the file.
    case part(Range<Int>)

    var count: Int {
      switch self {
      case .bytes(let bytes): bytes.count
      case .part(let range): range.count
      }
    }
  }

  private let file: InputFile
  private let pieces: [Piece]
  /// Bytes.
  private let size: Int
  private var position = 0
  /// What went wrong while libsndfile read; it takes that for the end.
  private(set) var failure: FileError?

  init(_ pieces: [Piece], of file: InputFile) {
    self.file = file
    self.pieces = pieces
    size = pieces.reduce(0) { $0 + $1.count }
  }

  /// Opens it for reading; it must outlive the handle.
  ///
  /// - Returns: nil where libsndfile does not know what it is.
  func open(_ info: inout SF_INFO) -> OpaquePointer? {
    var access = SF_VIRTUAL_IO(
      get_filelen: { SoundPieces.at($0).map { sf_count_t($0.size) } ?? 0 },
      seek: { offset, origin, address in
        SoundPieces.at(address).map { $0.seek(Int(offset), from: origin) } ?? -1
      },
      read: { target, count, address in
        SoundPieces.at(address).map { $0.read(into: target, Int(count)) } ?? 0
      },
      write: { _, _, _ in 0 },
      tell: { SoundPieces.at($0).map { sf_count_t($0.position) } ?? -1 })
    return sf_open_virtual(
      &access, Int32(SFM_READ), &info, Unmanaged.passUnretained(self).toOpaque())
  }

  private static func at(_ address: UnsafeMutableRawPointer?) -> SoundPieces? {
    address.map { Unmanaged<SoundPieces>.fromOpaque($0).takeUnretainedValue() }
  }

  private func seek(_ offset: Int, from origin: Int32) -> sf_count_t {
    switch origin {
    case SEEK_CUR: position += offset
    case SEEK_END: position = size + offset
    default: position = offset
    }
    return sf_count_t(position)
  }

  private func read(into target: UnsafeMutableRawPointer?, _ count: Int) -> sf_count_t {
    guard let target, failure == nil else { return 0 }
    let room = UnsafeMutableRawBufferPointer(start: target, count: count)
    var done = 0
    var start = 0
    for piece in pieces {
      let skipped = max(0, position - start)
      start += piece.count
      guard skipped < piece.count, done < count, position >= 0 else { continue }
      let taken = min(piece.count - skipped, count - done)
      let place = UnsafeMutableRawBufferPointer(rebasing: room[done..<done + taken])
      do throws(FileError) {
        switch piece {
        case .bytes(let bytes): place.copyBytes(from: bytes[skipped..<skipped + taken])
        case .part(let range): try file.read(into: place, at: range.lowerBound + skipped)
        }
      } catch {
        failure = error
        return 0
      }
      done += taken
      position += taken
    }
    return sf_count_t(done)
  }
}
