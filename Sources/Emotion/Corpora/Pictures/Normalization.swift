import Classical
public import Speech

/// The scale on which pictures enter the models: one mean and one standard deviation for all bands,
/// of the training fold. The augmentor's epsilon is in these units.
public struct Normalization: Sendable, Equatable, Codable {
  /// In dB.
  public let mean: Double
  /// In dB, above 0.
  public let deviation: Double

  public init(mean: Double, deviation: Double) {
    self.mean = mean
    self.deviation = deviation
  }

  /// The statistics over every frame and band of some pictures, summed in double precision. Where
  /// all values count as the same, or there is none, the deviation is taken as 1.
  public init(of pictures: some Collection<LogMel>) {
    let count = Double(max(1, pictures.reduce(0) { $0 + $1.values.count }))
    let mean = pictures.reduce(0.0) { $0 + $1.values.reduce(0.0) { $0 + Double($1) } } / count
    let squares = pictures.reduce(0.0) { sum, picture in
      picture.values.reduce(sum) { $0 + (Double($1) - mean) * (Double($1) - mean) }
    }
    let largest = pictures.reduce(0.0) { largest, picture in
      picture.values.reduce(largest) { max($0, abs(Double($1))) }
    }
    let deviation = (squares / count).squareRoot()
    let isConstant = countsAsConstant(spread: deviation, largest: largest)
    self.init(mean: mean, deviation: isConstant ? 1 : deviation)
  }

  /// A value in dB on the normalised scale.
  public func callAsFunction(_ decibels: Float) -> Float {
    Float((Double(decibels) - mean) / deviation)
  }

  /// A normalised value in dB.
  public func inverse(_ value: Float) -> Float {
    Float(Double(value) * deviation + mean)
  }

  /// A picture in dB on the normalised scale.
  public func callAsFunction(_ picture: LogMel) -> LogMel {
    LogMel(picture.values.map { self($0) }, bands: picture.bands)
  }

  /// A normalised picture in dB.
  public func inverse(_ picture: LogMel) -> LogMel {
    LogMel(picture.values.map { inverse($0) }, bands: picture.bands)
  }
}

extension Normalization {
  /// What is wrong with it, as a clause; nil where nothing is.
  var problem: String? {
    if !mean.isFinite { return "normalization.mean is \(mean) where a finite number is expected" }
    if !(deviation > 0 && deviation.isFinite) {
      return "normalization.deviation is \(deviation) where a number above 0 is expected"
    }
    return nil
  }
}
