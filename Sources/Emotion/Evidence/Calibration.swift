/// How far the probabilities that a classifier gives can be taken at their word (Guo et al. 2017, section
/// 2): of what it says with so much confidence, that share is right where it is calibrated.
public struct Calibration: Codable, Sendable, Equatable {
  /// Predictions of about the same confidence.
  public struct Bin: Codable, Sendable, Equatable {
    /// Confidences above `lower` and at most `upper`.
    public let lower, upper: Double
    /// How many predictions, summed over seeds.
    public let predictions: Int
    /// The mean probability of the class that was said.
    public let confidence: Double
    /// The share that is right.
    public let accuracy: Double
  }

  /// The expected calibration error (equation 3): how far confidence and accuracy of a bin lie apart, the
  /// mean over predictions.
  public let expectedError: Double
  /// The mean of all confidences.
  public let confidence: Double
  /// Those with predictions, from the least confident on.
  public let bins: [Bin]

  enum CodingKeys: String, CodingKey {
    case confidence, bins
    case expectedError = "expected_error"
  }

  /// As many as in the paper.
  private static let binCount = 15

  /// - Parameter predictions: over all folds and seeds.
  /// - Returns: nil where a classifier gives no probabilities, or never has a doubt.
  init?(_ predictions: some Collection<Prediction>) {
    guard predictions.contains(where: { $0.confidence < 1 }) else { return nil }
    let count = Self.binCount
    let groups = Dictionary(grouping: predictions) { prediction in
      min(max(Int((prediction.confidence * Double(count)).rounded(.up)) - 1, 0), count - 1)
    }
    bins = groups.sorted { $0.key < $1.key }.map { place, members in
      let right = members.count { $0.truth == $0.predicted }
      return Bin(
        lower: Double(place) / Double(count), upper: Double(place + 1) / Double(count),
        predictions: members.count,
        confidence: members.reduce(0) { $0 + $1.confidence } / Double(members.count),
        accuracy: Double(right) / Double(members.count))
    }
    let total = Double(predictions.count)
    confidence = predictions.reduce(0) { $0 + $1.confidence } / total
    expectedError = bins.reduce(0) {
      $0 + Double($1.predictions) / total * abs($1.accuracy - $1.confidence)
    }
  }
}
