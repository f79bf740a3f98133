/// How often each class was taken for each other, over a fixed list of classes.
public struct ConfusionMatrix: Sendable, Equatable {
  public let classes: [String]
  /// `counts[truth][predicted]`.
  public private(set) var counts: [[Int]]

  /// An empty matrix.
  public init(classes: [String]) {
    self.classes = classes
    counts = Array(repeating: Array(repeating: 0, count: classes.count), count: classes.count)
  }

  /// The matrix of some predictions.
  public init(classes: [String], _ predictions: some Sequence<Prediction>) {
    self.init(classes: classes)
    for prediction in predictions {
      add(truth: prediction.truth, predicted: prediction.predicted)
    }
  }

  /// Counts one more prediction.
  public mutating func add(truth: Int, predicted: Int) {
    counts[truth][predicted] += 1
  }

  /// Counts all predictions of another matrix of the same classes.
  public mutating func add(_ other: ConfusionMatrix) {
    precondition(other.classes == classes)
    for truth in classes.indices {
      for predicted in classes.indices {
        counts[truth][predicted] += other.counts[truth][predicted]
      }
    }
  }

  /// The number of predictions.
  public var total: Int { counts.reduce(0) { $0 + $1.reduce(0, +) } }
}

extension ConfusionMatrix {
  /// The share of each class's members that were recognised; nil where the class has none.
  public var recalls: [Double?] {
    classes.indices.map { truth in
      let members = counts[truth].reduce(0, +)
      return members == 0 ? nil : Double(counts[truth][truth]) / Double(members)
    }
  }

  /// The classes that no prediction's truth had. They are left out of the unweighted average
  /// recall, of which a report must warn.
  public var absentClasses: [String] {
    zip(classes, recalls).filter { $0.1 == nil }.map(\.0)
  }

  /// The unweighted average recall (UAR): the mean of recall over the classes that are present; nil
  /// without predictions.
  public var unweightedAverageRecall: Double? {
    mean(of: recalls.compactMap { $0 })
  }

  /// The unweighted average recall of labels that are positions in some list of classes; 0 without
  /// any.
  static func averageRecall(truth: [Int], predicted: [Int]) -> Double {
    let classes = max(truth.max() ?? 0, predicted.max() ?? 0)
    var matrix = ConfusionMatrix(classes: (0...classes).map(String.init))
    for (truth, predicted) in zip(truth, predicted) {
      matrix.add(truth: truth, predicted: predicted)
    }
    return matrix.unweightedAverageRecall ?? 0
  }

  /// The mean of recall over some of the classes, those absent left out. Wang et al. print it over
  /// the reduced classes (their "Average" in Tables 2 and 3); nil where none is present.
  public func averageRecall(of names: Set<String>) -> Double? {
    mean(of: zip(classes, recalls).filter { names.contains($0.0) }.compactMap(\.1))
  }

  /// The weighted accuracy (WA): the share of all predictions that are right; nil without any.
  public var accuracy: Double? {
    total == 0 ? nil : Double(classes.indices.reduce(0) { $0 + counts[$1][$1] }) / Double(total)
  }

  /// The mean over classes of F1, the harmonic mean of recall and precision, as scikit-learn's
  /// `f1_score(average="macro")` has it: over classes that are there or were said; nil without any.
  public var macroF1: Double? {
    PooledFigures(
      members: counts.map { Double($0.reduce(0, +)) },
      right: classes.indices.map { Double(counts[$0][$0]) },
      said: classes.indices.map { said in Double(counts.reduce(0) { $0 + $1[said] }) }
    ).macroF1
  }

  private func mean(of values: [Double]) -> Double? {
    values.isEmpty ? nil : values.reduce(0, +) / Double(values.count)
  }
}

extension ConfusionMatrix {
  /// One matrix a speaker, in the order of their names.
  public static func bySpeaker(
    classes: [String], _ predictions: some Sequence<Prediction>
  ) -> [(speaker: String, matrix: ConfusionMatrix)] {
    Dictionary(grouping: predictions, by: \.speaker)
      .sorted { $0.key < $1.key }
      .map { ($0.key, ConfusionMatrix(classes: classes, $0.value)) }
  }
}
