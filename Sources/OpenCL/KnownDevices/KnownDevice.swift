/// A device whose facts ship with the program, so that work can be planned for it where it is not.
///
/// They are what the vendors' OpenCL drivers answer, by the makers' data sheets and by reports of
/// `clinfo`; sizes of memory are rounded, and of the extensions only those are listed that kernels may ask
/// for. `ser devices --json` writes those of a device that is here in the same form.
public struct KnownDevice: Sendable {
  /// As it is asked for, "h100".
  public let name: String
  public let facts: DeviceFacts
  let peak: Peak

  /// What the maker publishes of it.
  struct Peak {
    /// 10¹² multiplications and additions in float32 a second.
    let tflops: Double
    /// 10⁹ bytes from or to its memory a second.
    let gbytesPerS: Double
  }

  /// What it should do at most. Of what its maker publishes an H100 does 93 % of the arithmetic and 69 % of the
  /// memory's traffic, and takes 5.5 µs a launch (`Benchmarks/results/2026-11-26-h100.md`); of the others no
  /// more is known than that.
  public var ceilings: Ceilings {
    Ceilings(
      gflops: 0.93 * 1000 * peak.tflops, gbytesPerS: 0.69 * peak.gbytesPerS, launchSeconds: 5.5e-6)
  }

  /// Multiply-adds in the time of a byte, for one on an H100.
  public var balance: Double {
    func perByte(_ peak: Peak) -> Double { peak.tflops / peak.gbytesPerS }
    return perByte(peak) / perByte(KnownDevice.h100.peak)
  }

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

  /// That which tells the same name and vendor.
  public static func of(_ facts: DeviceFacts) -> KnownDevice? {
    all.first { $0.facts.name == facts.name && $0.facts.vendor == facts.vendor }
  }
}
