import Foundation

/// How far computed features agree with openSMILE's.
///
/// Line spectral frequencies hang on the last bits of openSMILE's arithmetic and have a wider
/// tolerance. The skewness and kurtosis of a contour that hardly moves are rounding noise and do not
/// count.
struct FeatureAgreement {
  struct Deviation {
    let file: String
    let name: String
    let computed: Float
    let expected: Float
  }

  private(set) var deviations: [Deviation] = []
  /// Of each recording, the part of the features within tolerance.
  private(set) var pairShares: [Double] = []
  private(set) var otherShares: [Double] = []

  /// The means over recordings, for line spectral pairs and for all other features.
  var pairs: Double { pairShares.reduce(0, +) / Double(max(1, pairShares.count)) }
  var others: Double { otherShares.reduce(0, +) / Double(max(1, otherShares.count)) }

  mutating func add(
    _ computed: [Float], _ expected: ArraySlice<Float>, names: [String], file: String
  ) {
    let expected = Array(expected)
    let values = Dictionary(uniqueKeysWithValues: zip(names, expected))
    var counts = (pairs: (0, 0), others: (0, 0))
    for (index, name) in names.enumerated() where !Self.isNoise(name, values) {
      let isPair = name.hasPrefix("lspFreq")
      let (relative, absolute): (Float, Float) = isPair ? (0.02, 0.02) : (1e-3, 1e-3)
      let error = abs(computed[index] - expected[index])
      let agrees = error <= max(absolute, relative * abs(expected[index]))
      if isPair {
        counts.pairs = (counts.pairs.0 + (agrees ? 1 : 0), counts.pairs.1 + 1)
      } else {
        counts.others = (counts.others.0 + (agrees ? 1 : 0), counts.others.1 + 1)
      }
      if !agrees {
        deviations.append(
          Deviation(
            file: file, name: name, computed: computed[index], expected: expected[index]))
      }
    }
    pairShares.append(Double(counts.pairs.0) / Double(counts.pairs.1))
    otherShares.append(Double(counts.others.0) / Double(counts.others.1))
  }

  private static func isNoise(_ name: String, _ values: [String: Float]) -> Bool {
    guard let moment = ["skewness", "kurtosis"].first(where: name.hasSuffix) else { return false }
    let contour = name.dropLast(moment.count)
    guard let deviation = values[contour + "stddev"], let mean = values[contour + "amean"] else {
      return false
    }
    return deviation < 1e-4 * abs(mean)
  }

  /// The groups of features that deviate, the worst first, each with its worst feature.
  func report(_ title: String) -> String {
    let groups = Dictionary(grouping: deviations) { $0.name.prefix { $0 != "_" && $0 != "[" } }
    let rows = groups.sorted { $0.value.count > $1.value.count }.map { group, members in
      let worst = members.max { Self.error($0) < Self.error($1) }
      let example = worst.map { "\($0.file) \($0.name): \($0.computed), openSMILE \($0.expected)" }
      return "  \(group): \(members.count) values, worst \(example ?? "")"
    }
    let summary = String(
      format: "%d recordings, %.2f %% of line spectral pairs and %.2f %% of all else agree",
      pairShares.count, 100 * pairs, 100 * others)
    return (["\(title): \(summary)"] + rows).joined(separator: "\n")
  }

  private static func error(_ deviation: Deviation) -> Float {
    abs(deviation.computed - deviation.expected) / max(abs(deviation.expected), 1e-3)
  }
}
