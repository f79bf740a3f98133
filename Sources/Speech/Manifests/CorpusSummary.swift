import Files
import Foundation

/// What a corpus consists of and what is wrong with it, as `ser corpus show` tells it.
public struct CorpusSummary: Sendable, Equatable, Codable {
  /// How many recordings share a value of some column.
  public struct Count: Sendable, Equatable, Codable {
    /// The value; empty where it is not known.
    public let value: String
    public let recordings: Int
  }

  /// Lengths of the recordings that can be read, in seconds.
  public struct Durations: Sendable, Equatable, Codable {
    public let total: Double
    public let shortest: Double
    public let median: Double
    public let longest: Double
    /// How long the shortest 5, 25, 75 and 95 % are at most.
    public let quantiles: [Quantile]
  }

  /// A value that a share of all values do not exceed, interpolated between neighbours.
  public struct Quantile: Sendable, Equatable, Codable {
    public let share: Double
    public let seconds: Double
  }

  /// A speaker on more than one side of a division, which a test must not have.
  public struct SharedSpeaker: Sendable, Equatable, Codable {
    public let speaker: String
    /// `split` or `session`.
    public let column: String
    /// The column's values, sorted.
    public let values: [String]
  }

  /// The manifest's path.
  public let manifest: String
  public let recordings: Int
  public let emotions: [Count]
  public let speakers: [Count]
  public let sessions: [Count]
  /// By the corpus's own division into training and test, where the manifest has a column `split`.
  public let splits: [Count]
  /// By split, then by session.
  public let sharedSpeakers: [SharedSpeaker]
  public let genders: [Count]
  public let languages: [Count]
  /// By sample rate in Hz, of the recordings that can be read.
  public let sampleRates: [Count]
  /// nil where no recording can be read.
  public let durations: Durations?
  /// What is wrong with the corpus as a whole.
  public let corpusProblems: [CorpusProblem]
  /// What is wrong with single recordings, in the order of the manifest.
  public let problems: [RecordingProblem]
  /// How many problems there are of each kind that occurs.
  public let problemKinds: [Count]
  /// What was amiss with the manifest itself, a sentence each.
  public let warnings: [String]

  /// Reads every recording of a manifest, on all cores.
  ///
  /// - Parameters:
  ///   - configuration: the front end whose window a recording should fill.
  ///   - progress: called after each recording with the number done and the number of all.
  /// - Throws: only `CancellationError`, where the surrounding task is cancelled; what is wrong with
  ///   a recording is a problem in the summary.
  public init(
    of manifest: Manifest, configuration: MelConfiguration = MelConfiguration(),
    progress: @Sendable (_ done: Int, _ all: Int) -> Void = { _, _ in }
  ) async throws {
    let surveys = try await parallelMap(manifest.recordings, progress: progress) {
      RecordingSurvey(of: $0.url)
    }
    let recordings = manifest.recordings
    self.manifest = manifest.url.path
    self.recordings = recordings.count
    let names = CorpusNames(of: recordings)
    emotions = Self.count(recordings.map(\.emotion))
    speakers = Self.count(recordings.map(names.speaker))
    sessions = Self.count(recordings.map(names.session))
    let splits = recordings.map { $0.further["split"] ?? "" }
    self.splits = splits.allSatisfy(\.isEmpty) ? [] : Self.count(splits)
    sharedSpeakers =
      Self.shared(recordings, names, between: splits, column: "split")
      + Self.shared(recordings, names, between: recordings.map(names.session), column: "session")
    genders = Self.count(recordings.map(\.gender))
    languages = Self.count(recordings.map(\.language))
    warnings = manifest.otherWarnings

    let sounds = surveys.compactMap(\.sound)
    sampleRates = Self.count(sounds.map { String($0.sampleRate) })
    durations = Durations(sounds.map(\.duration))
    var firstOfContent: [ContentHash: URL] = [:]
    var files = ListedFiles()
    problems = zip(recordings, surveys).flatMap { recording, survey in
      var problems = survey.problems(of: recording.url, for: configuration.requirements)
        .map { $0.kind == .missing ? files.explained($0, at: recording.url) : $0 }
      if let hash = survey.hash {
        if let first = firstOfContent[hash] {
          problems.append(
            RecordingProblem(
              file: recording.url.path, kind: .duplicate,
              detail: "the same sound as \(first.path)"))
        } else {
          firstOfContent[hash] = recording.url
        }
      }
      return problems
    }
    corpusProblems =
      CorpusProblem.speakers(of: recordings) + CorpusProblem.missingLabels(in: recordings)
      + CorpusProblem.spellings(in: recordings)
      + CorpusProblem.parts(of: recordings)
      + CorpusProblem.sameSounds(recordings, hashes: surveys.map(\.hash))
      + CorpusProblem.paths(of: manifest)
    problemKinds = Self.count(
      corpusProblems.map(\.kind.rawValue) + problems.map(\.kind.rawValue))
  }

  /// The speakers who have recordings under more than one value of a column.
  private static func shared(
    _ recordings: [Recording], _ names: CorpusNames, between values: [String], column: String
  ) -> [SharedSpeaker] {
    let known = zip(recordings.map(names.speaker), values).filter { !$0.isEmpty && !$1.isEmpty }
    return Dictionary(grouping: known, by: \.0).mapValues { Set($0.map(\.1)).sorted() }
      .filter { $1.count > 1 }.sorted { $0.key < $1.key }
      .map { SharedSpeaker(speaker: $0.key, column: column, values: $0.value) }
  }

  private static func count(_ values: [String]) -> [Count] {
    Dictionary(values.map { ($0, 1) }, uniquingKeysWith: +)
      .sorted { $0.key < $1.key }
      .map { Count(value: $0.key, recordings: $0.value) }
  }
}

extension CorpusSummary.Durations {
  init?(_ durations: [Double]) {
    let sorted = durations.sorted()
    guard let shortest = sorted.first, let longest = sorted.last else { return nil }
    self.shortest = shortest
    self.longest = longest
    total = sorted.reduce(0, +)
    func quantile(_ share: Double) -> Double {
      let place = share * Double(sorted.count - 1)
      let (low, high) = (sorted[Int(place)], sorted[Int(place.rounded(.up))])
      return low + (high - low) * (place - place.rounded(.down))
    }
    median = quantile(0.5)
    quantiles = [0.05, 0.25, 0.75, 0.95].map {
      CorpusSummary.Quantile(share: $0, seconds: quantile($0))
    }
  }
}
