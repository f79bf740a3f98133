/// What a device does at most: what kernels are held against, and launches projected by.
public struct Ceilings: Codable, Equatable, Sendable {
  /// 10⁹ multiplications and additions a second, in multiply-adds on registers.
  public let gflops: Double
  /// 10⁹ bytes a second, read and written by a copy of more than a cache holds.
  public let gbytesPerS: Double
  /// Seconds that a launch takes, whatever it does.
  public let launchSeconds: Double

  enum CodingKeys: String, CodingKey {
    case gflops
    case gbytesPerS = "gbytes_per_s"
    case launchSeconds = "launch_s"
  }

  public init(gflops: Double, gbytesPerS: Double, launchSeconds: Double) {
    (self.gflops, self.gbytesPerS) = (gflops, gbytesPerS)
    self.launchSeconds = launchSeconds
  }

  /// - Throws: `DecodingError` where one is missing, or such that no device has it.
  public init(from decoder: any Decoder) throws {
    let kept = try decoder.container(keyedBy: CodingKeys.self)
    func number(_ key: CodingKeys) throws -> Double {
      let number = try kept.decode(Double.self, forKey: key)
      guard number > 0, number.isFinite else {
        throw DecodingError.dataCorruptedError(
          forKey: key, in: kept, debugDescription: "no device has this")
      }
      return number
    }
    self.init(
      gflops: try number(.gflops), gbytesPerS: try number(.gbytesPerS),
      launchSeconds: try number(.launchSeconds))
  }

  /// The share of the ceiling that is nearest, where work of so much arithmetic and traffic took
  /// `seconds`; nil where neither is known.
  public func share(flops: Double, bytes: Double, in seconds: Double) -> Double? {
    guard flops > 0 || bytes > 0 else { return nil }
    return max(flops / gflops, bytes / gbytesPerS) / seconds / 1e9
  }
}
