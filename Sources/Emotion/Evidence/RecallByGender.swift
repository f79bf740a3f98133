public import Statistics

/// The unweighted average recall of the speakers of each gender, and the gap between them.
public struct RecallByGender: Codable, Sendable, Equatable {
  /// The speakers of one gender.
  public struct Group: Codable, Sendable, Equatable {
    /// As the manifest calls it.
    public let gender: String
    /// nil where speakers are not known.
    public let speakers: Int?
    /// Each once, however many seeds tested it.
    public let recordings: Int
    /// Pooled over folds, the mean over seeds.
    public let uar: Double
    /// Its 95 % interval; nil where there are fewer than three speakers.
    public let interval: Interval?
  }

  /// In the order of their names.
  public let groups: [Group]
  /// Recordings whose speaker's gender is not known, which are in no group; nil where there are none, and in
  /// files of versions that did not say.
  public let unknown: Int?
  /// How much higher the first group's recall is than the second's; nil where there are not two.
  public let gap: Double?
  /// The gap's 95 % interval; nil where a group has fewer than three speakers.
  public let interval: Interval?

  /// - Parameter runs: what was said, by seed.
  /// - Returns: nil where fewer than two genders are known.
  init?(classes: Int, runs: [[Prediction]]) {
    let genders = Set(runs.joined().map(\.gender)).subtracting([""]).sorted()
    guard genders.count > 1 else { return nil }
    let found = genders.compactMap { Finding($0, classes: classes, runs: runs) }
    groups = found.map(\.group)
    let unknown = Set(runs.joined().filter { $0.gender.isEmpty }.map(\.utterance)).count
    self.unknown = unknown == 0 ? nil : unknown
    guard found.count == 2 else {
      (gap, interval) = (nil, nil)
      return
    }
    let gap = found[0].group.uar - found[1].group.uar
    self.gap = gap
    interval = Self.interval(around: gap, found[0], found[1])
  }

  /// Nobody speaks in both groups, so that their errors are independent; the degrees of freedom are
  /// Welch's (Welch 1947).
  private static func interval(around gap: Double, _ a: Finding, _ b: Finding) -> Interval? {
    guard let first = a.error, let second = b.error else { return nil }
    let (u, v) = (first * first, second * second)
    guard u + v > 0 else { return Interval(lower: gap, upper: gap) }
    let freedom =
      (u + v) * (u + v) / (u * u / Double(a.units - 1) + v * v / Double(b.units - 1))
    return Interval(
      around: gap, standardError: (u + v).squareRoot(),
      degreesOfFreedom: max(1, Int(freedom))
    ).within(-1...1)
  }

  /// A group by itself.
  private struct Finding {
    let group: Group
    let units: Int
    let error: Double?

    init?(_ gender: String, classes: Int, runs: [[Prediction]]) {
      let own = runs.map { $0.filter { $0.gender == gender } }
      let tested = TestedUnits(classes: classes, runs: own)
      guard let uar = tested.figures().uar else { return nil }
      let speakers = Set(own.joined().map(\.speaker))
      let areKnown = !speakers.contains("")
      // One speaker's recordings do not tell of other speakers.
      let isAlone = areKnown && speakers.count == 1
      let error =
        isAlone || tested.count < TestedUnits.leastForIntervals
        ? nil : Bootstrap(units: tested.count).standardErrors { [tested.figures($0).uar] }[0]
      units = tested.count
      self.error = error
      group = Group(
        gender: gender, speakers: areKnown ? speakers.count : nil,
        recordings: Set(own.joined().map(\.utterance)).count, uar: uar,
        interval: error.map {
          Interval(around: uar, standardError: $0, units: tested.count).within(0...1)
        })
    }
  }
}
