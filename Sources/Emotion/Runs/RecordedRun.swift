import Files
public import Foundation
public import Training

/// A run as its folder tells it, finished or not.
public struct RecordedRun: Sendable {
  public let folder: URL
  public let environment: RunEnvironment
  /// The text of `config.yaml`.
  public let configuration: String
  /// The same; nil where there is none, or one that this version cannot read.
  public let settings: Configuration?
  /// When and how long it was worked on; empty where that was not kept.
  public let periods: [RunClock.Period]
  /// The text of `plans.json`.
  let plans: String
  /// What training wrote down so far.
  public let history: MetricsHistory
  /// What an experiment found; nil where it is not there yet, or the run is no experiment.
  public let experiment: ExperimentResults?
  /// Maps of representations; nil where the run draws none, or none yet.
  public let representations: RepresentationMaps?
  /// The pictures that the run's augmentors made last, by their parts of the run.
  public let pictures: [(part: String, file: URL)]
  /// What processes that shared it worked on it, each by itself; they are among the periods.
  public let shared: [RunClock.Period]
  /// Who works on it; several where they share it.
  public let holders: [LeaseRecord]
  /// The hash of each corpus's sounds, or features, in the order in which they were given; nil where it was
  /// not noted.
  let sounds: [String?]
  /// What an evaluation without rows found.
  public let evaluation: Results?
  /// What that was of, where `ser evaluate` found it.
  public let source: EvaluationSource?

  /// - Throws: `RunError.noRun` where the folder holds no run, `.otherData` where its settings are not
  ///   those that it was started with, `.file` where a file of it is missing or broken.
  public init(_ folder: URL) throws(RunError) {
    func file(_ name: String) -> URL { folder.appendingPathComponent(name) }
    func exists(_ name: String) -> Bool { FileManager.default.fileExists(atPath: file(name).path) }
    guard exists("environment.json") || exists("results.json") else {
      throw .noRun(path: folder.path)
    }
    source = EvaluationSource.named(in: folder)
    if !exists("environment.json"), source != nil {
      throw .onlyEvaluation(path: folder.path)
    }
    self.folder = folder
    holders = RunLease.holders(of: folder)
    do throws(FileError) {
      environment = try JSONFile.read(RunEnvironment.self, from: file("environment.json"))
    } catch {
      throw .file(error)
    }
    try environment.requireSettings(of: folder)
    do throws(FileError) {
      func text(_ name: String) throws(FileError) -> String {
        exists(name) ? String(decoding: try InputFile.contents(of: file(name)), as: UTF8.self) : ""
      }
      configuration = try text("config.yaml")
      settings =
        exists("config.yaml")
        ? try? Configuration(sources: [.file(folder.appendingPathComponent("config.yaml"))]) : nil
      plans = try text("plans.json")
      representations =
        exists("maps.json")
        ? try JSONFile.read(RepresentationMaps.self, from: file("maps.json")) : nil
      pictures =
        exists("pictures")
        ? try Folder.names(in: file("pictures")).sorted().filter { $0.hasSuffix(".png") }.map {
          (String($0.dropLast(4)), file("pictures").appendingPathComponent($0))
        } : []
      shared = try RunClock.shared(of: folder)
      periods =
        (exists(RunClock.fileName)
          ? try JSONFile.read([RunClock.Period].self, from: file(RunClock.fileName)) : []) + shared
      sounds =
        exists(RunFolder.recordingsName)
        ? try JSONFile.read([String?].self, from: file(RunFolder.recordingsName)) : []
      history = try MetricsHistory(ofRun: folder)
      guard exists("results.json") else {
        (experiment, evaluation) = (nil, nil)
        return
      }
      if try JSONFile.read(NamedResults.self, from: file("results.json")).experiment != nil {
        experiment = try JSONFile.read(ExperimentResults.self, from: file("results.json"))
        evaluation = nil
      } else {
        experiment = nil
        evaluation = try JSONFile.read(Results.self, from: file("results.json"))
      }
    } catch {
      throw .file(error)
    }
  }
}

extension RecordedRun {
  /// Maps of representations; empty where the run draws none.
  public var maps: [RepresentationMap] { representations?.maps ?? [] }
}

/// What tells a table of an experiment from the results of one model.
private struct NamedResults: Decodable {
  let experiment: String?
}
