public import Files
public import Foundation

/// A mono signal in memory.
public struct Signal: Sendable, Equatable {
  /// Full scale is 1.
  public let samples: [Float]
  /// Samples a second, in Hz.
  public let sampleRate: Int

  public init(_ samples: [Float], sampleRate: Int) {
    self.samples = samples
    self.sampleRate = sampleRate
  }

  /// Length in seconds.
  public var duration: Double { Double(samples.count) / Double(sampleRate) }

  /// The root of the mean power over all of it, 0 where it has no sample.
  var rootMeanSquare: Double {
    let energy = samples.reduce(0) { $0 + Double($1) * Double($1) }
    return (energy / Double(max(1, samples.count))).squareRoot()
  }
}

extension Signal {
  /// Reads a recording whole, mixed to mono by the mean over channels.
  ///
  /// - Parameters:
  ///   - url: a file of any kind that `SoundFile` reads.
  ///   - sampleRate: the rate to bring it to, in Hz; a recording that has it is left as it is. By
  ///     default the file's own.
  /// - Throws: `FileError`, as `SoundFile`; `.malformed` too where it cannot be brought to the rate.
  public init(contentsOf url: URL, sampleRate: Int? = nil) throws(FileError) {
    self = try HeardSignal(contentsOf: url, sampleRate: sampleRate).signal
  }
}
