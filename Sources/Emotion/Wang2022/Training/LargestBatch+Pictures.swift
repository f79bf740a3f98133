public import OpenCL
import Speech
public import Training

extension LargestBatch {
  /// The largest `classifier.batch` whose training step fits into the device's memory.
  ///
  /// - Throws: `OpenCLError.outOfMemory` where not even one picture fits, and what a step throws.
  public static func ofClassifier(_ configuration: Configuration, on device: Device) throws -> Int {
    try find(on: device) { batch, kernels in
      var settings = configuration.classifier
      settings.batch = batch
      let silence = silence(batch, frames: settings.segment, of: configuration)
      let training = try ClassifierTraining(
        silence, heldOut: [], classes: classes(of: configuration), padding: 0,
        settings: settings, seed: 0, on: kernels)
      _ = try training.course.takeStep()
    }
  }

  /// The largest `augmentorTraining.batch` whose iteration fits into the device's memory.
  ///
  /// - Throws: as for the classifier.
  public static func ofAugmentor(_ configuration: Configuration, on device: Device) throws -> Int {
    try find(on: device) { batch, kernels in
      var configuration = configuration
      configuration.augmentorTraining.batch = batch
      let silence = silence(4, frames: configuration.augmentor.frames, of: configuration)
      let training = try AugmentorTraining(
        silence, padding: 0, configuration: configuration, seed: 0, on: kernels)
      _ = try training.course.takeStep()
    }
  }

  /// As many as the settings name; two where they name none, for an output more is hardly any memory.
  private static func classes(of configuration: Configuration) -> [String] {
    configuration.corpus.classes.isEmpty ? ["first", "second"] : configuration.corpus.classes
  }

  /// Pictures of two classes in turn.
  private static func silence(
    _ count: Int, frames: Int, of configuration: Configuration
  ) -> [Utterance] {
    let bands = configuration.frontEnd.bands
    let picture = LogMel([Float](repeating: 0, count: frames * bands), bands: bands)
    return (0..<count).map {
      Utterance(id: $0, file: "", label: $0 % 2, speaker: "", picture: picture)
    }
  }
}
