public import Files
public import Foundation

/// A device with what it does at most, as `ser bench --json` wrote it there.
public struct BenchFile: Decodable {
  private struct Environment: Decodable {
    let device: DeviceFacts
    let ceilings: Ceilings
  }

  private let environment: Environment

  public var facts: DeviceFacts { environment.device }
  public var ceilings: Ceilings { environment.ceilings }

  /// - Throws: `FileError.missing`, `.io`, or `.malformed` where it lacks either.
  public init(_ url: URL) throws(FileError) { self = try JSONFile.read(Self.self, from: url) }
}
