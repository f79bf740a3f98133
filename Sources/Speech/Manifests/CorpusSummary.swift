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
  }

  /// The manifest's path.
  public let manifest: String
  public let recordings: Int
  public let emotions: [Count]
  public let speakers: [Count]
  public let sessions: [Count]
  public let genders: [Count]
  public let languages: [Count]
  /// By sample rate in Hz, of the recordings that can be read.
  public let sampleRates: [Count]
  /// nil where no recording can be read.
  public let durations: Durations?
  /// In the order of the manifest.
  public let problems: [RecordingProblem]
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
    emotions = Self.count(recordings.map(\.emotion))
    speakers = Self.count(recordings.map(\.speaker))
    sessions = Self.count(recordings.map(\.session))
    genders = Self.count(recordings.map(\.gender))
    languages = Self.count(recordings.map(\.language))
    warnings = manifest.warnings

    let levels = surveys.compactMap(\.levels)
    sampleRates = Self.count(levels.map { String($0.sampleRate) })
    durations = Durations(levels.map(\.duration))
    var firstOfContent: [ContentHash: URL] = [:]
    problems = zip(recordings, surveys).flatMap { recording, survey in
      var problems = survey.problems(of: recording.url, configuration: configuration)
      if let hash = survey.hash {
        if let first = firstOfContent[hash] {
          problems.append(
            RecordingProblem(recording.url, .duplicate, "the same content as \(first.path)"))
        } else {
          firstOfContent[hash] = recording.url
        }
      }
      return problems
    }
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
    let middle = sorted.count / 2
    self.shortest = shortest
    self.longest = longest
    total = sorted.reduce(0, +)
    median =
      sorted.count.isMultiple(of: 2) ? (sorted[middle - 1] + sorted[middle]) / 2 : sorted[middle]
  }
}
