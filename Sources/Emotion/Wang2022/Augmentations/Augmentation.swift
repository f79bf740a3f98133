public import Engine
public import Kernels
import Random
public import Speech

/// A trained augmentor at work: variants of whole utterances, as the classifier is trained on
/// (Wang et al. 2022, section 3.1.2).
public struct Augmentation {
  private let augmentor: Augmentor
  private let padding: Float
  private let kernels: Kernels
  private let seed: UInt64

  /// - Parameter padding: silence on the models' scale.
  public init(_ augmentor: Augmentor, padding: Float, seed: UInt64, on kernels: Kernels) {
    self.augmentor = augmentor
    self.padding = padding
    self.seed = seed
    self.kernels = kernels
  }

  /// Variant number `copy` of an utterance: its picture perturbed window by window with one
  /// intensity; where the last windows overlap, the earlier one's frames stay.
  ///
  /// - Parameter utterance: on the models' scale.
  /// - Returns: a picture of the utterance's length, fixed by the seed, the utterance and the
  ///   number.
  /// - Throws: `EngineError.shape` where the picture has not the augmentor's bands, `.device` where
  ///   memory is short or the device fails.
  public func variant(_ copy: Int, of utterance: Utterance) throws(EngineError) -> LogMel {
    let length = augmentor.settings.frames
    let bands = utterance.picture.bands
    let windows = utterance.picture.windows(length: length, padding: padding)
    let batch = PictureBatch(windows, length: length, bands: bands)
    let random = PhiloxSource(
      seed: seed,
      at: RandomAddress(
        Purpose.copies, recording: utterance.labelled.identity.number, copy: copy),
      on: kernels)
    let pictures = try Pictures(batch, on: kernels)
    let draw = try augmentor.draw(for: pictures, random)
    let intensity = try draw.epsilon.values()[0]
    let uniform = Augmentor.Draw(
      noise: draw.noise,
      epsilon: try Tensor(repeating: intensity, [batch.count], on: kernels),
      latentNoise: draw.latentNoise)
    let perturbed = try augmentor(pictures, uniform, .inference).values()
    return LogMel(
      merging: batch.windows(perturbed, starts: windows.map(\.start)), bands: bands)
  }

  /// `count` variants of each utterance, in the utterances' order.
  ///
  /// - Parameter each: gets how many pictures are done; returns whether to go on.
  /// - Returns: fewer where `each` ended it.
  /// - Throws: as `variant`, and what `each` throws.
  public func variants(
    _ count: Int, of utterances: [Utterance], each: (Int) throws -> Bool = { _ in true }
  ) throws -> [Utterance] {
    var result: [Utterance] = []
    for utterance in utterances {
      for copy in 0..<count {
        result.append(utterance.showing(try variant(copy, of: utterance)))
        if try !each(result.count) { return result }
      }
    }
    return result
  }
}
