public import Kernels
public import Training

/// Drives the papers' trainings by one configuration: each of them is an extension beside its training.
public struct Trainer {
  public let configuration: Configuration
  public let run: TrainingRun
  /// Who watches the run.
  let observer: any AugmentationObserver

  public init(
    _ configuration: Configuration, folder: RunFolder, metrics: MetricsLog, on kernels: Kernels,
    observer: any AugmentationObserver
  ) {
    self.configuration = configuration
    self.observer = observer
    run = TrainingRun(folder, metrics: metrics, on: kernels, observer: observer)
  }

  public var folder: RunFolder { run.folder }

  var kernels: Kernels { run.kernels }

  /// The seeds of an experiment's repetitions.
  var seeds: Range<UInt64> {
    configuration.seed..<configuration.seed + UInt64(configuration.experiment.seeds)
  }
}
