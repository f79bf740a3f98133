/// The pieces of equal length that the classifier sees: an utterance's label is that of each.
public struct Segments: Sendable {
  /// One piece: where it lies.
  private struct Place {
    let utterance: Int
    let start: Int
  }

  private let utterances: [Utterance]
  private let places: [Place]
  private let length: Int
  private let padding: Float

  /// - Parameters:
  ///   - utterances: with pictures on the models' scale.
  ///   - length: frames a segment.
  ///   - stride: frames from the start of one segment to that of the next; the last of an utterance
  ///     ends with it.
  ///   - padding: silence on the models' scale, which fills up shorter utterances.
  public init(_ utterances: [Utterance], length: Int, stride: Int, padding: Float) {
    self.utterances = utterances
    self.length = length
    self.padding = padding
    places = utterances.indices.flatMap { index in
      utterances[index].picture.windowStarts(length: length, stride: stride)
        .map { Place(utterance: index, start: $0) }
    }
  }

  /// Number of segments.
  public var count: Int { places.count }

  /// The class of each.
  public var labels: [Int] { places.map { utterances[$0.utterance].label } }

  /// The segments at these positions, in this order.
  public func batch(_ positions: some Collection<Int>) -> SegmentBatch {
    let chosen = positions.map { places[$0] }
    let sources = chosen.map { utterances[$0.utterance] }
    let windows = zip(sources, chosen).map { source, place in
      PictureWindow(of: source.picture, at: place.start, length: length, padding: padding)
    }
    return SegmentBatch(
      pictures: PictureBatch(
        windows, length: length, bands: utterances.first?.picture.bands ?? 0),
      labels: sources.map(\.label), utterances: sources.map(\.id), starts: chosen.map(\.start))
  }
}

/// Segments one after the other, ready to be sent to a device.
public struct SegmentBatch: Sendable, Equatable {
  /// B x T x M.
  public let pictures: PictureBatch
  /// The class of each.
  public let labels: [Int]
  /// The identifier of the utterance that each comes from.
  public let utterances: [Int]
  /// The frame of its utterance with which each begins.
  public let starts: [Int]
}
