public import Kernels
public import Ranks
public import Training

/// Drives the papers' trainings by one configuration; the method for each stands in an extension
/// beside the training.
public struct Trainer {
  public let configuration: Configuration
  /// What takes each training to its end.
  public let run: TrainingRun
  /// What gets the parts of an experiment that is not to be computed; nil where it is.
  let planner: ExperimentPlanner?
  /// Where an experiment keeps the models of its folds; nil where it does not.
  public var keptModels: KeptModels?
  /// Who watches the run.
  let observer: any AugmentationObserver

  /// - Parameters:
  ///   - folder: where the run is kept.
  ///   - metrics: the folder's log.
  ///   - kernels: what computes.
  ///   - observer: who watches, and may stop the run.
  ///   - joined: this process among those that share the run; nil where it has all of it.
  ///   - ranks: the processes that compute each training together.
  public init(
    _ configuration: Configuration, folder: RunFolder, metrics: MetricsLog, on kernels: Kernels,
    observer: any AugmentationObserver, joined: JoinedRun? = nil, among ranks: Ranks = .alone
  ) {
    self.configuration = configuration
    self.observer = observer
    planner = nil
    run = TrainingRun(
      folder, metrics: metrics, on: kernels, observer: observer, joined: joined,
      among: ranks)
  }

  /// One that computes nothing and writes nothing.
  ///
  /// - Parameters:
  ///   - planner: gets the parts of an experiment.
  ///   - kernels: of a device that is not asked.
  public init(
    planning planner: ExperimentPlanner, _ configuration: Configuration, folder: RunFolder,
    on kernels: Kernels, observer: any AugmentationObserver
  ) throws {
    self.configuration = configuration
    self.observer = observer
    self.planner = planner
    run = TrainingRun(
      folder, metrics: try folder.metrics(shared: true), on: kernels, observer: observer,
      rehearsal: planner.rehearsal)
  }

  /// Where the run is kept.
  public var folder: RunFolder { run.folder }

  var kernels: Kernels { run.kernels }

  /// The seeds of an experiment's repetitions.
  var seeds: [UInt64] {
    // After the largest comes the smallest.
    (0..<UInt64(configuration.experiment.seeds)).map { configuration.seed &+ $0 }
  }
}
