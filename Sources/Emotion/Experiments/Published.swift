/// Figures that the papers print for the rows of their tables, in per cent; each experiment has its
/// own as `published`. They are of the papers' corpora: beside figures of another corpus they say how
/// large an effect was there.
public struct Published: Sendable, Equatable {
  /// Where they stand.
  public let source: String
  /// Figures by row; the key of a recall is its class's name.
  public let rows: [String: Row]

  /// The figures of one row, in per cent.
  public struct Row: Sendable, Equatable {
    /// By class; empty where the paper prints the average alone.
    public let recall: [String: Double]
    /// The unweighted average recall, or the mean over the reduced classes where the paper prints
    /// that.
    public let average: Double?
    /// Of the average, over repetitions.
    public let deviation: Double?

    public init(recall: [String: Double] = [:], average: Double?, deviation: Double? = nil) {
      self.recall = recall
      self.average = average
      self.deviation = deviation
    }
  }

  public init(source: String, rows: [String: Row]) {
    self.source = source
    self.rows = rows
  }
}
