public import Foundation
import Random

/// What a run was computed on and from, as its folder's `environment.json` keeps it.
public struct RunEnvironment: Codable, Sendable, Equatable {
  /// The OpenCL device's name.
  public var device: String
  /// The device's driver.
  public var driver: String
  /// Our version.
  public var version: String
  /// Where random draws began.
  public var seed: UInt64
  /// The version of how random numbers are dealt; nil in runs of before there was one.
  public private(set) var random: Int?
  /// The SHA-256 of `config.yaml`; nil in runs of versions that did not keep it.
  public internal(set) var settings: String?
  /// The SHA-256 of each file that decides the result: the manifest, weights to begin from.
  public var data: [String: String]
  /// Options beside the settings that decide the result, such as `--hold-out-speakers`.
  public var options: [String: String]
  /// The command line.
  public var command: [String]
  /// When the run was started, in ISO 8601.
  public var date: String
  /// Who began the run and went on with it, in this order; nil where nobody had all of it yet, as where
  /// processes share its parts.
  public internal(set) var starts: [RunStart]?

  public init(
    device: String, driver: String, version: String, seed: UInt64, data: [String: String],
    options: [String: String] = [:], command: [String] = CommandLine.arguments, date: Date = Date()
  ) {
    self.device = device
    self.driver = driver
    self.version = version
    self.seed = seed
    random = RandomAddress.version
    self.data = data
    self.options = options
    self.command = command
    self.date = date.formatted(.iso8601)
  }
}

/// Who began a run, or went on with it.
public struct RunStart: Codable, Sendable, Equatable {
  /// When, in ISO 8601.
  public let date: String
  /// Our version.
  public let version: String
  /// The processes that compute each training together, or the one that is alone.
  public let ranks: [RankPlace]

  public init(_ ranks: [RankPlace], version: String, at date: Date = Date()) {
    (self.ranks, self.version, self.date) = (ranks, version, date.formatted(.iso8601))
  }
}

/// Where a process computes.
public struct RankPlace: Codable, Sendable, Equatable {
  public let host: String
  public let device: String
  /// The cores that it kept to.
  public let cores: Int

  public init(host: String, device: String, cores: Int) {
    (self.host, self.device, self.cores) = (host, device, cores)
  }
}

extension RunEnvironment {
  /// What was run, as in `experiment imbalance`.
  public var subcommand: String { Self.subcommand(of: command) }

  /// What a command line runs.
  static func subcommand(of command: [String]) -> String {
    command.dropFirst().prefix { word in
      word.wholeMatch(of: /[a-z][a-z-]*/) != nil
    }.prefix(2).joined(separator: " ")
  }
}
