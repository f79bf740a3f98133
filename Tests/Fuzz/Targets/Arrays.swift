import Files
import Foundation
import Speech

extension FuzzTarget {
  static let npy = FuzzTarget("npy") { input in
    let array = try NPYArray(contentsOf: input.file("array.npy"))
    _ = array.floats
    try array.write(to: input("again.npy"))
    try Finding.unlessEqual(
      try NPYArray(contentsOf: input("again.npy")).shape, array.shape, "the shape is lost")
  }

  static let npz = FuzzTarget("npz") { input in
    try readAll(NPZFile(contentsOf: input.file("arrays.npz")))
  }

  /// A part a member.
  static let npzMembers = FuzzTarget("npz-members") { input in
    try readAll(NPZFile(contentsOf: input.archive("arrays.npz")))
  }

  private static func readAll(_ archive: NPZFile) throws {
    for name in archive.names {
      if (try? archive.texts(name)) == nil { _ = try archive.array(name)?.floats }
    }
  }

  static let safetensors = FuzzTarget("safetensors") { input in
    try readAll(SafetensorsFile(contentsOf: input.file("tensors.safetensors")))
  }

  /// The JSON of the header, without the length before it, and the numbers below its line.
  static let safetensorsHeader = FuzzTarget("safetensors-header") { input in
    let header = input.bytes.prefix { $0 != UInt8(ascii: "\n") }
    let length = withUnsafeBytes(of: UInt64(header.count).littleEndian) { Data($0) }
    let file = input("tensors.safetensors")
    try (length + header + input.bytes.dropFirst(header.count + 1)).write(to: file)
    try readAll(SafetensorsFile(contentsOf: file))
  }

  private static func readAll(_ file: SafetensorsFile) throws {
    for entry in file.entries {
      _ = try? file.int32s(entry.name)
      _ = try? file.floats(entry.name)
    }
  }

  /// What says of pictures which front end made them.
  static let pictures = FuzzTarget("pictures") { input in
    let url = try input.file("pictures.npz.json")
    _ = try PictureSidecar(of: url.deletingPathExtension())
  }
}
