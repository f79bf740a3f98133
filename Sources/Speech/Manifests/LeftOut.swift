/// Recordings of a manifest that are not used: how many, why, and with which labels.
public struct LeftOut: Sendable, Equatable, Codable {
  /// Why a recording is not used, in the order in which reasons are told.
  public enum Reason: String, Sendable, Codable, CaseIterable, Comparable {
    /// Its row is not among those that were asked for.
    case selection
    /// Its label is none of the classes.
    case label
    /// Its label has no valence, by which the classes are made.
    case valence
    /// It cannot be read, and the user said to go on without such.
    case unreadable
    /// It is too short for features.
    case features
    /// The table of features has no row of it, and the user said to go on without such.
    case missing
    /// Another recording has the same sound.
    case repeated
    /// The split or the table of folds does not say where it belongs.
    case division

    public static func < (a: Reason, b: Reason) -> Bool {
      allCases.firstIndex(of: a) ?? 0 < allCases.firstIndex(of: b) ?? 0
    }
  }

  /// Recordings of one reason.
  public struct Group: Sendable, Equatable, Codable {
    public let reason: Reason
    /// How many there are of each label, as the manifest has it after renamings.
    public internal(set) var labels: [String: Int]

    public var count: Int { labels.values.reduce(0, +) }
  }

  /// By the order of reasons; none is empty.
  public private(set) var groups: [Group] = []

  public init() {}

  public var count: Int { groups.reduce(0) { $0 + $1.count } }

  /// Adds recordings.
  ///
  /// - Parameter labels: how many there are of each label.
  public mutating func add(_ reason: Reason, _ labels: [String: Int]) {
    let labels = labels.filter { $0.value > 0 }
    guard !labels.isEmpty else { return }
    if let index = groups.firstIndex(where: { $0.reason == reason }) {
      groups[index].labels.merge(labels, uniquingKeysWith: +)
    } else {
      groups.append(Group(reason: reason, labels: labels))
      groups.sort { $0.reason < $1.reason }
    }
  }

  /// Adds recordings, a label each.
  public mutating func add(_ reason: Reason, labels: some Sequence<String>) {
    add(reason, Dictionary(labels.map { ($0, 1) }, uniquingKeysWith: +))
  }

  /// `196 of 535 recordings are left out: 196 with labels that are no class (81 bored, …)`; nil where
  /// none is.
  ///
  /// - Parameter all: how many recordings there are.
  public func sentence(of all: Int) -> String? {
    if groups.isEmpty { return nil }
    let reasons = groups.map { group in
      let labels = group.labels.sorted { (-$0.value, $0.key) < (-$1.value, $1.key) }
        .map { "\($0.value) \($0.key)" }
      return "\(group.count) \(group.reason.clause) (\(labels.joined(separator: ", ")))"
    }
    return "\(count) of \(all) recordings \(count == 1 ? "is" : "are") left out: "
      + reasons.joined(separator: "; ")
  }
}

extension LeftOut.Reason {
  /// Follows a number of recordings.
  fileprivate var clause: String {
    switch self {
    case .selection: "not selected by --where"
    case .label: "with a label that is none of the classes"
    case .valence: "with a label whose valence is not known, neither negative nor positive"
    case .unreadable: "that cannot be read"
    case .features: "too short for features"
    case .missing: "without a row in the table of features"
    case .repeated: "with the sound of another"
    case .division: "without a place in the division"
    }
  }
}

extension LeftOut.Group {
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    reason = try container.decode(LeftOut.Reason.self, forKey: .reason)
    labels = try container.decode([String: Int].self, forKey: .labels)
    guard labels.values.allSatisfy({ 0...1 << 40 ~= $0 }) else {
      throw DecodingError.dataCorruptedError(
        forKey: .labels, in: container, debugDescription: "no numbers of recordings")
    }
  }
}
