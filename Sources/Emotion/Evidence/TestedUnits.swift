/// What is drawn anew to say how sure figures are.
public enum EvidenceUnit: String, Codable, Sendable {
  case speaker
  /// Where speakers are not known, or there is but one.
  case utterance
}

/// What was said of the recordings of each speaker, by seed: all that figures are computed from where
/// speakers count more or less often.
struct TestedUnits {
  let unit: EvidenceUnit
  /// Speakers, or utterances.
  let count: Int

  /// Of fewer than three nothing is said on how sure figures are: two may agree by chance, and Student's t of
  /// one degree of freedom holds everything otherwise.
  static let leastForIntervals = 3

  private let classes: Int
  /// One a seed, in the order of the seeds.
  private let seeds: [Tally]

  /// Sums over predictions, by class and unit: `[class * count + unit]`.
  private struct Tally {
    /// How many are of the class.
    var members: [Double]
    /// How many of these were recognised.
    var right: [Double]
    /// How many were said to be of it.
    var said: [Double]
    /// The classes that were tested.
    var tested: Set<Int> = []
  }

  /// - Parameters:
  ///   - classes: how many there are.
  ///   - runs: what was said, by seed.
  init(classes: Int, runs: [[Prediction]]) {
    let all = runs.joined()
    let speakers = Set(all.map(\.speaker))
    unit = speakers.count > 1 && !speakers.contains("") ? .speaker : .utterance
    let unit = unit
    func key(_ prediction: Prediction) -> String {
      unit == .speaker ? prediction.speaker : "\(prediction.utterance)"
    }
    let keys = Set(all.map(key)).sorted()
    let places = Dictionary(uniqueKeysWithValues: keys.enumerated().map { ($1, $0) })
    let count = keys.count
    self.classes = classes
    self.count = count
    seeds = runs.map { predictions in
      let none = Array(repeating: 0.0, count: classes * count)
      var tally = Tally(members: none, right: none, said: none)
      for prediction in predictions {
        guard let place = places[key(prediction)] else { continue }
        tally.members[prediction.truth * count + place] += 1
        tally.tested.insert(prediction.truth)
        tally.said[prediction.predicted * count + place] += 1
        if prediction.truth == prediction.predicted {
          tally.right[prediction.truth * count + place] += 1
        }
      }
      return tally
    }
  }

  /// The figures, means over seeds, where each unit counts so often as is said.
  ///
  /// - Parameter weights: one a unit; nil where each counts once. The unweighted average recall and the F1 of
  ///   weights without any unit of some class that was tested are none: they would be of fewer classes.
  func figures(_ weights: [Double]? = nil) -> PooledFigures {
    let weights = weights ?? Array(repeating: 1, count: count)
    let figures = seeds.map { tally in
      let members = sums(of: tally.members, weights)
      let found = PooledFigures(
        members: members, right: sums(of: tally.right, weights),
        said: sums(of: tally.said, weights))
      let isWhole = tally.tested.allSatisfy { members[$0] > 0 }
      return isWhole ? found : PooledFigures(accuracy: found.wa)
    }
    return PooledFigures(meanOf: figures)
  }

  /// What each unit contributes to the difference of the pooled unweighted average recall to that of
  /// another row, which was tested on the same: their sum is the difference.
  ///
  /// - Returns: nil where the rows were not tested on the same recordings.
  func contributions(above other: TestedUnits) -> [Double]? {
    let isPaired =
      other.unit == unit && other.count == count && other.seeds.count == seeds.count
      && zip(seeds, other.seeds).allSatisfy { $0.members == $1.members }
    guard isPaired else { return nil }
    var contributions = Array(repeating: 0.0, count: count)
    let weights = Array(repeating: 1.0, count: count)
    for (own, others) in zip(seeds, other.seeds) {
      let members = sums(of: own.members, weights)
      let present = Double(members.count { $0 > 0 } * seeds.count)
      for (label, total) in members.enumerated() where total > 0 {
        for unit in 0..<count {
          let place = label * count + unit
          contributions[unit] += (own.right[place] - others.right[place]) / (total * present)
        }
      }
    }
    return contributions
  }

  /// By class.
  private func sums(of values: [Double], _ weights: [Double]) -> [Double] {
    (0..<classes).map { label in
      var sum = 0.0
      for unit in 0..<count { sum += weights[unit] * values[label * count + unit] }
      return sum
    }
  }
}
