public import Files
public import Foundation

/// How much better a run does than another on the recordings that both tested, and whether chance explains it:
/// rows of one name against each other.
public struct RunComparison: Encodable, Sendable {
  /// The runs, as they were called.
  public let run, reference: String
  /// How many recordings both tested.
  public let recordings: Int
  /// What speaks against comparing them, or has to be known where they are, a sentence each.
  public let notes: [String]
  /// Empty where they cannot be compared.
  public let rows: [Comparison]

  /// A run's folder and what it is called.
  public typealias Named = (name: String, folder: URL)

  /// - Throws: `FileError` where a file that tells what was said is damaged.
  public init(_ run: Named, against reference: Named) throws(FileError) {
    (self.run, self.reference) = (run.name, reference.name)
    var tested: [TestedRecordings] = []
    for (name, folder) in [run, reference] {
      do throws(FileError) {
        tested.append(try TestedRecordings(ofRun: folder))
      } catch {
        guard case .missing = error else { throw error }
        (recordings, rows) = (0, [])
        notes = [
          "\(name) is not compared by recordings: it has no \(TestedRecordings.fileName), for it tested none "
            + "yet, or is of a version that did not write it."
        ]
        return
      }
    }
    let pair = TestedPair(tested[0], tested[1], names: (run.name, reference.name))
    recordings = pair.recordings.count
    if let problem = pair.problem {
      (notes, rows) = ([problem], [])
    } else {
      (notes, rows) = (pair.notes, pair.comparisons)
    }
  }
}

/// Two runs with the recordings that both tested.
private struct TestedPair {
  /// A recording's names in the two runs.
  struct Recording {
    let own, other: String
  }

  let own, other: TestedRecordings
  let names: (own: String, other: String)
  /// By their names in the first run.
  let recordings: [Recording]
  /// What each run says of the recordings that it tested.
  private let answers:
    (own: [String: TestedRecordings.Answer], other: [String: TestedRecordings.Answer])

  init(_ own: TestedRecordings, _ other: TestedRecordings, names: (own: String, other: String)) {
    (self.own, self.other, self.names) = (own, other, names)
    let (mine, others) = (own.recordings, other.recordings)
    answers = (mine, others)
    let same = mine.keys.filter { others[$0] != nil }
    if same.isEmpty {
      // A corpus that has another place by now is the same below its folder.
      let places = Self.byPlace(others.keys)
      recordings = Self.byPlace(mine.keys)
        .compactMap { place, file in places[place].map { Recording(own: file, other: $0) } }
        .sorted { $0.own < $1.own }
    } else {
      recordings = same.sorted().map { Recording(own: $0, other: $0) }
    }
  }

  /// Files by their paths below the folder that holds all.
  private static func byPlace(_ files: some Collection<String>) -> [String: String] {
    let paths = files.map { (file: $0, parts: $0.split(separator: "/")) }
    guard var shared = paths.first?.parts.dropLast() else { return [:] }
    for (_, parts) in paths {
      shared = shared.prefix(zip(shared, parts.dropLast()).prefix { $0 == $1 }.count)
    }
    return Dictionary(
      paths.map { ($0.parts.dropFirst(shared.count).joined(separator: "/"), $0.file) },
      uniquingKeysWith: { first, _ in first })
  }

  /// Names of rows that both have, in the first run's order; one row in each is compared whatever its name.
  private var rows: [(own: String, other: String)] {
    let known = Set(other.rows.map(\.name))
    let shared = own.rows.map(\.name).filter(known.contains).map { ($0, $0) }
    if shared.isEmpty, own.rows.count == 1, other.rows.count == 1 {
      return [(own.rows[0].name, other.rows[0].name)]
    }
    return shared
  }

  /// Why they cannot be compared, a sentence; nil where they can.
  var problem: String? {
    if recordings.isEmpty {
      return
        "\(names.own) and \(names.other) tested no recording that is the same, so they are not compared by "
        + "recordings."
    }
    let others = recordings.filter {
      answers.own[$0.own]?.truth != answers.other[$0.other]?.truth
    }
    if let first = others.first, let own = answers.own[first.own]?.truth,
      let other = answers.other[first.other]?.truth
    {
      let are =
        others.count == 1
        ? "1 recording has another label" : "\(others.count) recordings have another label"
      return
        "\(are) in \(names.other) than in \(names.own), such as \(first.own) (\(other) there, \(own) "
        + "here), so they are not compared by recordings."
    }
    if rows.isEmpty {
      func listed(_ run: TestedRecordings) -> String {
        run.rows.map { $0.name.isEmpty ? "one model" : $0.name }.joined(separator: ", ")
      }
      return
        "\(names.own) (\(listed(own))) and \(names.other) (\(listed(other))) have no row of one name, so "
        + "they are not compared by recordings."
    }
    return nil
  }

  /// What has to be known of the comparison, a sentence each.
  var notes: [String] {
    var notes: [String] = []
    for (name, all) in [(names.own, answers.own.count), (names.other, answers.other.count)]
    where all > recordings.count {
      notes.append(
        "\(recordings.count) of the \(all) recordings that \(name) tested are compared: the other run did not "
          + "test the rest.")
    }
    if Set(own.classes) != Set(other.classes) {
      notes.append(
        "The runs tell apart other classes: \(own.classes.joined(separator: ", ")) in \(names.own), "
          + "\(other.classes.joined(separator: ", ")) in \(names.other).")
    }
    if divisions.own != divisions.other {
      notes.append(
        "Their folds differ, so that they learnt from other recordings: what is compared is more than what "
          + "the settings differ in.")
    }
    let fewest = rows.map { recordings(of: $0).count }.min() ?? 0
    if fewest < recordings.count {
      notes.append(
        "Not every row and seed tested all of these: of each row those are compared that all its seeds tested in "
          + "both runs, \(fewest) at least.")
    }
    for row in rows {
      let counts = (seeds(row.own, of: own).count, seeds(row.other, of: other).count)
      if counts.0 != counts.1 {
        notes.append(
          "\(names.own) has \(counts.0) seed\(counts.0 == 1 ? "" : "s") and \(names.other) \(counts.1): means "
            + "over them are compared.")
        break
      }
    }
    return notes
  }

  /// Those of which all seeds of a row in both runs have said something.
  private func recordings(of row: (own: String, other: String)) -> [Recording] {
    let (mine, others) = (seeds(row.own, of: own), seeds(row.other, of: other))
    return recordings.filter { recording in
      mine.allSatisfy { $0[recording.own] != nil }
        && others.allSatisfy { $0[recording.other] != nil }
    }
  }

  /// Which of the recordings each run tested together.
  private var divisions: (own: Set<Set<Int>>, other: Set<Set<Int>>) {
    func division(_ fold: (Recording) -> String?) -> Set<Set<Int>> {
      Set(Dictionary(grouping: recordings.indices) { fold(recordings[$0]) }.values.map(Set.init))
    }
    return (
      division { answers.own[$0.own]?.fold }, division { answers.other[$0.other]?.fold }
    )
  }

  private func seeds(
    _ row: String, of run: TestedRecordings
  ) -> [[String: TestedRecordings.Answer]] {
    run.rows.first { $0.name == row }?.seeds ?? []
  }

  var comparisons: [Comparison] {
    let classes = own.classes + other.classes.filter { !own.classes.contains($0) }
    let places = Dictionary(uniqueKeysWithValues: classes.enumerated().map { ($1, $0) })
    func predictions(
      _ seeds: [[String: TestedRecordings.Answer]], count: Int, of recordings: [Recording],
      _ file: (Recording) -> String
    ) -> [[Prediction]] {
      (0..<count).map { number in
        recordings.enumerated().compactMap { utterance, recording in
          guard let answer = seeds[number % seeds.count][file(recording)],
            let truth = places[answer.truth], let predicted = places[answer.predicted]
          else { return nil }
          return Prediction(
            utterance: utterance, speaker: speaker(of: recording), truth: truth,
            predicted: predicted)
        }
      }
    }
    var said: [String: [[Prediction]]] = [:]
    var pairs: [RowPair] = []
    for row in rows {
      let (mine, others) = (seeds(row.own, of: own), seeds(row.other, of: other))
      // Each seed as often as makes both equally many: the means stay what they are.
      let count = mine.count * others.count / Self.divisor(mine.count, others.count)
      let pair = RowPair(
        Self.name(of: row.own, in: names.own), against: Self.name(of: row.other, in: names.other))
      let common = recordings(of: row)
      if common.isEmpty { continue }
      said[pair.row] = predictions(mine, count: count, of: common, \.own)
      said[pair.reference] = predictions(others, count: count, of: common, \.other)
      pairs.append(pair)
    }
    return Comparison.all(pairs, classes: classes.count, of: said, correctingTogether: true)
  }

  /// As the first run says, else as the second does.
  private func speaker(of recording: Recording) -> String {
    let own = answers.own[recording.own]?.speaker ?? ""
    return own.isEmpty ? answers.other[recording.other]?.speaker ?? "" : own
  }

  private static func name(of row: String, in run: String) -> String {
    row.isEmpty ? run : "\(row) in \(run)"
  }

  private static func divisor(_ a: Int, _ b: Int) -> Int { b == 0 ? a : divisor(b, a % b) }
}
