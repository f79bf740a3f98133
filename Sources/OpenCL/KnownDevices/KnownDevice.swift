/// A device whose facts ship with the program, so that work can be planned for it where it is not.
///
/// They are what the vendors' OpenCL drivers answer, by the makers' data sheets and by reports of
/// `clinfo`; sizes of memory are rounded, and of the extensions only those are listed that kernels may ask
/// for. `ser devices --json` writes those of a device that is here in the same form.
public struct KnownDevice: Sendable {
  /// As it is asked for, "h100".
  public let name: String
  public let facts: DeviceFacts

  /// A file of this folder each.
  public static let all: [KnownDevice] = [
    .h100, .a100, .rtx4090, .rtx3060, .mi250, .rx6800, .rx7900XTX, .arcA770, .irisXe, .apple,
  ]

  /// The device of a name, in which only letters and digits count, in either case: "RTX 4090" is
  /// "rtx-4090".
  public static func named(_ name: String) -> KnownDevice? {
    func bare(_ name: String) -> String { name.lowercased().filter { $0.isLetter || $0.isNumber } }
    return all.first { bare($0.name) == bare(name) }
  }
}
