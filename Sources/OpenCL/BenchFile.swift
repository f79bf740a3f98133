public import Files
public import Foundation

/// A device with what it does at most, as `ser bench --json` wrote it there, or a projection onto it.
public struct BenchFile: Decodable {
  private struct Environment: Decodable {
    let device: DeviceFacts
    let ceilings: Ceilings
    /// A measurement does not say.
    let ceilingsAre: CeilingsSource?

    enum CodingKeys: String, CodingKey {
      case device, ceilings
      case ceilingsAre = "ceilings_are"
    }
  }

  private struct Report: Decodable {
    struct Speed: Decodable { let bench: BenchFile }
    let speed: [Speed]
  }

  private let environment: Environment

  private enum CodingKeys: CodingKey { case environment }

  public init(from decoder: any Decoder) throws {
    // A report of all about a device has it as one part.
    if let report = try? Report(from: decoder), let first = report.speed.first {
      self = first.bench
      return
    }
    environment = try decoder.container(keyedBy: CodingKeys.self)
      .decode(Environment.self, forKey: .environment)
  }

  public var facts: DeviceFacts { environment.device }
  public var ceilings: Ceilings { environment.ceilings }
  public var source: CeilingsSource { environment.ceilingsAre ?? .measured }

  /// - Throws: `FileError.missing`, `.io`, or `.malformed` where it lacks either.
  public init(_ url: URL) throws(FileError) { self = try JSONFile.read(Self.self, from: url) }
}

/// Where a device's ceilings are from.
public enum CeilingsSource: String, Codable, Sendable {
  /// By what its maker publishes.
  case published
  /// On the device.
  case measured
}
