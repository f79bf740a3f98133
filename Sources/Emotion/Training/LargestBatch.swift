import Engine
import Kernels
public import OpenCL
import Speech

/// The largest batch whose training step fits into a device's memory.
///
/// What a step holds grows evenly with the batch, so that small steps on silence tell by how much.
/// A tenth of the memory is left to others: the driver, a screen.
public enum LargestBatch {
  /// No answer is above this: a larger batch is hardly quicker, and learns less in an epoch.
  public static let most = 256

  /// For `classifier.batch`.
  ///
  /// - Throws: `OpenCLError.outOfMemory` where not even one picture fits, and what a step throws.
  public static func ofClassifier(_ configuration: Configuration, on device: Device) throws -> Int {
    try find(on: device) { batch, kernels in
      var settings = configuration.classifier
      settings.batch = batch
      let silence = silence(batch, frames: settings.segment, of: configuration)
      let training = try ClassifierTraining(
        silence, heldOut: [], classes: configuration.corpus.classes, padding: 0,
        settings: settings, seed: 0, on: kernels)
      _ = try training.runEpoch { _ in false }
    }
  }

  /// For `augmentorTraining.batch`.
  ///
  /// - Throws: as for the classifier.
  public static func ofAugmentor(_ configuration: Configuration, on device: Device) throws -> Int {
    try find(on: device) { batch, kernels in
      var configuration = configuration
      configuration.augmentorTraining.batch = batch
      let silence = silence(4, frames: configuration.augmentor.frames, of: configuration)
      let training = try AugmentorTraining(
        silence, padding: 0, configuration: configuration, seed: 0, on: kernels)
      _ = try training.run { _, _ in false }
    }
  }

  /// - Parameter step: takes one training step with a batch on kernels of its own.
  static func find(
    on device: Device, limit: Int? = nil, step: (_ batch: Int, Kernels) throws -> Void
  ) throws -> Int {
    // As many probes as fit; the first must.
    var probes = [try need(of: 1, on: device, limit: limit, step)]
    for batch in [2, 4, 8] {
      do {
        probes.append(try need(of: batch, on: device, limit: limit, step))
      } catch let error where isOutOfMemory(error) {
        break
      }
    }
    guard probes.count > 1 else { return 1 }
    let (small, large) = (probes[probes.count - 2], probes[probes.count - 1])
    func most(_ room: Int, _ bytes: (Need) -> Int) -> Int {
      let each = max(1, (bytes(large) - bytes(small)) / (large.batch - small.batch))
      return small.batch + (room - bytes(small)) / each
    }
    let memory = limit ?? device.facts.globalMemory
    let fitting = min(
      most(memory - memory / 10, \.held), most(device.facts.maxAllocation, \.largest), Self.most)
    // Whole vectors of pictures, where there is room for as many.
    return fitting >= 8 ? fitting / 8 * 8 : max(1, fitting)
  }

  /// What a step takes, in bytes.
  private struct Need {
    let batch: Int
    let held: Int
    let largest: Int
  }

  private static func need(
    of batch: Int, on device: Device, limit: Int?, _ step: (Int, Kernels) throws -> Void
  ) throws -> Need {
    let kernels = Kernels(try Queue(device, memoryLimit: limit))
    try step(batch, kernels)
    return Need(
      batch: batch, held: kernels.queue.pool.peak, largest: kernels.queue.pool.largest)
  }

  private static func isOutOfMemory(_ error: any Error) -> Bool {
    switch error {
    case OpenCLError.outOfMemory, EngineError.device(.outOfMemory): true
    default: false
    }
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
