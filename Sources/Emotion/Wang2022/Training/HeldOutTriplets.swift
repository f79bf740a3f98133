import Engine
import Kernels
import Random
import Speech
import Training

/// What the representation learner makes of recordings that it does not learn from: whether it has learnt
/// emotion, or its recordings by heart.
///
/// Anchors are held-out recordings, positives and negatives those that are learnt from.
struct HeldOutTriplets {
  /// Recordings of each class at most, on either side: more would tell little more.
  private static let most = 32

  private let anchors: [Utterance]
  private let references: [Utterance]
  private let length: Int
  private let padding: Float
  private let margin: Float

  /// - Parameters:
  ///   - heldOut: recordings that are not learnt from, on the models' scale, as is `training`.
  ///   - length: frames of which a recording shows its first.
  ///   - padding: silence on the models' scale.
  ///   - margin: that of the triplet losses.
  ///   - seed: decides which recordings stand for a class that has many.
  /// - Returns: nil where nothing is held out.
  init?(
    _ heldOut: [Utterance], among training: [Utterance], length: Int, padding: Float,
    margin: Double, seed: UInt64
  ) {
    guard !heldOut.isEmpty else { return nil }
    var generator = SeededGenerator(seed: seed, stream: "held-out triplets")
    anchors = Self.drawn(from: heldOut, using: &generator)
    references = Self.drawn(from: training, using: &generator)
    self.length = length
    self.padding = padding
    self.margin = Float(margin)
  }

  private static func drawn(
    from utterances: [Utterance], using generator: inout SeededGenerator
  ) -> [Utterance] {
    Dictionary(grouping: utterances, by: \.label).sorted { $0.key < $1.key }.flatMap {
      generator.shuffled($0.value).prefix(most)
    }
  }

  /// How many of their triplets are active, and how well the nearest recording that is learnt from tells
  /// the emotion of one that is not, of which chance has one in as many as there are classes. Both are means
  /// over classes of the anchors: a class that is not reduced would else speak for all.
  ///
  /// - Throws: `EngineError.device` where memory is short or the device fails.
  func look(with learner: RepresentationLearner, on kernels: Kernels) throws(EngineError)
    -> [NamedValue]
  {
    let (a, r) = (
      try representations(anchors, learner, kernels),
      try representations(references, learner, kernels)
    )
    var found: [Int: (right: Int, active: Int, anchors: Int, triplets: Int)] = [:]
    for (anchor, own) in zip(anchors, a) {
      let distances = r.map { l1(own, $0) }
      let isPositive = references.map { $0.label == anchor.label }
      let nearest = distances.indices.min { distances[$0] < distances[$1] }
      var counts = found[anchor.label] ?? (0, 0, 0, 0)
      counts.anchors += 1
      if let nearest, isPositive[nearest] { counts.right += 1 }
      let negatives = distances.indices.filter { !isPositive[$0] }
      for positive in distances.indices where isPositive[positive] {
        counts.active += negatives.count { distances[positive] - distances[$0] + margin > 0 }
        counts.triplets += negatives.count
      }
      found[anchor.label] = counts
    }
    // In their order, so that the sums have the same bits every time.
    let classes = found.sorted { $0.key < $1.key }.map(\.value)
    let shares = classes.map { $0.triplets == 0 ? 1 : Double($0.active) / Double($0.triplets) }
    let recalls = classes.map { Double($0.right) / Double($0.anchors) }
    return [
      NamedValue("heldOutActive", shares.reduce(0, +) / Double(max(1, classes.count))),
      NamedValue("neighbourRecall", recalls.reduce(0, +) / Double(max(1, classes.count))),
    ]
  }

  /// r of each utterance's first window: most recordings are no longer.
  private func representations(
    _ utterances: [Utterance], _ learner: RepresentationLearner, _ kernels: Kernels
  ) throws(EngineError) -> [[Float]] {
    var result: [[Float]] = []
    for positions in BatchOrder.inOrder(utterances.count, by: 16) {
      let windows = positions.map {
        PictureWindow(of: utterances[$0].picture, at: 0, length: length, padding: padding)
      }
      let batch = PictureBatch(windows, length: length, bands: utterances[0].picture.bands)
      let r = try learner(Pictures(batch, on: kernels), .inference)
      let (values, size) = (try r.values(), r.shape[1])
      result += positions.indices.map { Array(values[$0 * size..<($0 + 1) * size]) }
    }
    return result
  }

  private func l1(_ a: [Float], _ b: [Float]) -> Float {
    zip(a, b).reduce(0) { $0 + abs($1.0 - $1.1) }
  }
}
