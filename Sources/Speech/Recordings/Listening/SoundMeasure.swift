/// What one pass over a recording's samples tells of it, before the channels are mixed and after.
public struct SoundMeasure: Sendable, Equatable, Codable {
  /// The levels of one signal; full scale is 1.
  public struct Level: Sendable, Equatable, Codable {
    /// Greatest magnitude.
    public var peak: Float = 0
    /// The mean of the samples, which is 0 where nothing is amiss.
    public var mean = 0.0
    /// The root of the mean square about the mean.
    public var deviation = 0.0
    /// Samples at full scale or beyond.
    public var clipped = 0
  }

  /// Samples a second, in Hz.
  public let sampleRate: Int
  /// Samples a channel.
  public let frames: Int
  /// By channel.
  public let channels: [Level]
  /// Of all channels mixed by their mean.
  public let mix: Level
  /// How many seconds of the mix, in steps of 10 ms, are louder than -60 dB.
  public let loudSeconds: Double
  /// The frequency in Hz above which the mix holds nothing; nil where it holds too little to tell.
  public let bandwidth: Double?
  /// What is odd about the file's header and was assumed, as clauses.
  public let assumptions: [String]

  /// In seconds.
  public var duration: Double { Double(frames) / Double(sampleRate) }
}
