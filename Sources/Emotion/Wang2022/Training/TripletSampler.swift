import Random
public import Speech

/// Draws the triplets that the augmentor is trained on (Wang et al. 2022, section 2.2).
///
/// A batch depends on the seed and the iteration alone: training goes on where it stopped without
/// anything kept but the iteration's number.
public struct TripletSampler: Sendable {
  /// Class by class.
  private let utterances: [Utterance]
  /// Where each class that is present lies in them.
  private let classes: [Range<Int>]
  private let bands: Int
  private let length: Int
  private let padding: Float
  private let batchSize: Int
  private let seed: UInt64

  /// - Parameters:
  ///   - utterances: those to draw from, with pictures on the models' scale.
  ///   - length: frames a window.
  ///   - padding: silence on the models' scale.
  /// - Throws: `CorpusError.classes` where there are fewer than two classes.
  public init(
    _ utterances: [Utterance], length: Int, padding: Float, batchSize: Int, seed: UInt64
  ) throws(CorpusError) {
    let members = Dictionary(grouping: utterances, by: \.label).sorted { $0.key < $1.key }
      .map(\.value)
    guard members.count > 1 else {
      throw .classes(
        "Triplets are drawn from at least 2 classes, and the \(utterances.count) utterances to "
          + "train on are of \(members.count); add recordings of other classes.")
    }
    self.utterances = Array(members.joined())
    var classes: [Range<Int>] = []
    for count in members.map(\.count) {
      let first = classes.last?.upperBound ?? 0
      classes.append(first..<first + count)
    }
    self.classes = classes
    bands = utterances[0].picture.bands
    self.length = length
    self.padding = padding
    self.batchSize = batchSize
    self.seed = seed
  }

  /// The batch of one iteration: each anchor's class uniform over the classes, the positive another
  /// utterance of this class (the same one where the class has no other), the negative uniform over
  /// the utterances of all other classes. Each is cropped at its own random place.
  ///
  /// - Parameter samples: those of the batch that are wanted; all where nil.
  public func batch(iteration: Int, samples: Range<Int>? = nil) -> TripletBatch {
    var generator = SeededGenerator(seed: seed, stream: "triplets \(iteration)")
    var anchors: [PictureWindow] = []
    var positives: [PictureWindow] = []
    var negatives: [PictureWindow] = []
    for _ in 0..<batchSize {
      let (anchor, positive, negative) = triplet(using: &generator)
      anchors.append(window(of: anchor, using: &generator))
      positives.append(window(of: positive, using: &generator))
      negatives.append(window(of: negative, using: &generator))
    }
    let wanted = samples ?? 0..<batchSize
    func pictures(_ windows: [PictureWindow]) -> PictureBatch {
      PictureBatch(Array(windows[wanted]), length: length, bands: bands)
    }
    return TripletBatch(
      anchor: pictures(anchors), positive: pictures(positives), negative: pictures(negatives))
  }

  private typealias Triplet = (anchor: Int, positive: Int, negative: Int)

  private func triplet(using generator: inout SeededGenerator) -> Triplet {
    let members = classes[generator.index(below: classes.count)]
    let anchor = members.lowerBound + generator.index(below: members.count)
    var positive = anchor
    if members.count > 1 {
      // A draw among the others: those from the anchor on move up by one.
      positive = members.lowerBound + generator.index(below: members.count - 1)
      if positive >= anchor { positive += 1 }
    }
    // The same with all of the class left out.
    var negative = generator.index(below: utterances.count - members.count)
    if negative >= members.lowerBound { negative += members.count }
    return (anchor, positive, negative)
  }

  private func window(of index: Int, using generator: inout SeededGenerator) -> PictureWindow {
    utterances[index].picture.randomWindow(length: length, padding: padding, using: &generator)
  }
}

/// Equally many anchors, positives and negatives.
public struct TripletBatch: Sendable, Equatable {
  public let anchor: PictureBatch
  /// Of the anchors' classes.
  public let positive: PictureBatch
  /// Of any other class.
  public let negative: PictureBatch

  public init(anchor: PictureBatch, positive: PictureBatch, negative: PictureBatch) {
    self.anchor = anchor
    self.positive = positive
    self.negative = negative
  }
}
