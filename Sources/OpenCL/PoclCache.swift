import Files
public import Foundation

/// The folder in which pocl, the OpenCL driver for CPUs, keeps the programs that it compiled.
///
/// pocl loads what it finds there, and ends the process where that is cut off or blank, as after a power
/// failure or on a disk that was full.
public enum PoclCache {
  /// The files of a cache that pocl could not load, as far as their first bytes and their ends tell.
  public static func damaged(in folder: URL) -> [URL] {
    // A program's folder lies two below, and below it a kernel's, with one for each size of its groups.
    damaged(in: folder, levels: 4)
  }

  private static func damaged(in folder: URL, levels: Int) -> [URL] {
    // Beside programs there are empty files by the thousand.
    let names = ((try? Folder.names(in: folder)) ?? []).filter { !$0.hasPrefix("tempfile_") }
    return names.flatMap { name in
      let url = folder.appending(path: name, directoryHint: .notDirectory)
      guard let form = Form(rawValue: url.pathExtension) else {
        return levels > 0 ? damaged(in: url, levels: levels - 1) : []
      }
      // What cannot be read is not known to be damaged.
      let isWhole = try? form.isWhole(InputFile(url))
      return isWhole == false ? [url] : []
    }
  }

  private enum Form: String {
    /// A kernel as machine code, in ELF.
    case code = "so"
    /// A program as LLVM's bitcode.
    case bitcode = "bc"

    func isWhole(_ file: InputFile) throws(FileError) -> Bool {
      switch self {
      case .code: try PoclCache.isWholeELF(file)
      case .bitcode: try PoclCache.isWholeBitcode(file)
      }
    }
  }

  /// The table of sections ends an ELF file; its last entry is not blank.
  private static func isWholeELF(_ file: InputFile) throws(FileError) -> Bool {
    guard file.size >= 64 else { return false }
    let head = try file.bytes(at: 0, count: 64)
    guard head.starts(with: [0x7F] + Array("ELF".utf8)) else { return false }
    // Of 32 bits: the header has other places.
    guard head[4] == 2 else { return true }
    func number<Number: FixedWidthInteger>(_ type: Number.Type, at place: Int) -> Number {
      head.withUnsafeBytes { $0.loadUnaligned(fromByteOffset: place, as: Number.self) }
    }
    let table = Int(clamping: number(UInt64.self, at: 40))
    let (size, count) = (Int(number(UInt16.self, at: 58)), Int(number(UInt16.self, at: 60)))
    guard size >= 8, count > 0, table <= file.size - size * count else { return false }
    return try file.numbers(UInt32.self, at: table + size * (count - 1) + 4, count: 1) != [0]
  }

  /// Bitcode is blocks, each with the number of its words, up to the file's end.
  private static func isWholeBitcode(_ file: InputFile) throws(FileError) -> Bool {
    guard file.size > 12 else { return false }
    let magic = try file.numbers(UInt32.self, at: 0, count: 1)[0]
    // In a wrapper, as on macOS.
    if magic == 0x0B17_C0DE { return true }
    guard magic == 0xDEC0_4342 else { return false }
    var place = 4
    while place + 8 <= file.size {
      let block = try file.numbers(UInt32.self, at: place, count: 2)
      // The code that a block begins with, of two bits.
      guard block[0] & 3 == 1 else { return false }
      place += 8 + 4 * Int(block[1])
    }
    return place == file.size
  }
}
