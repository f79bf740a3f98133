import Random
import Speech

/// Two bands of frequencies and two spans of time replaced by the mean (SpecAugment: Park et al.
/// 2019), each at most an eighth of the bands and a fifth of the frames wide.
struct SpecAugment: PictureAugmentation {
  let stream = "specaugment"

  func variant(of picture: LogMel, using generator: inout SeededGenerator) -> LogMel {
    var values = picture.values
    for _ in 0..<2 {
      let bands = generator.span(of: picture.bands, atMost: picture.bands / 8)
      let frames = generator.span(of: picture.frames, atMost: picture.frames / 5)
      for frame in 0..<picture.frames {
        let row = frame * picture.bands
        for band in frames.contains(frame) ? 0..<picture.bands : bands {
          // The mean of normalised pictures.
          values[row + band] = 0
        }
      }
    }
    return LogMel(values, bands: picture.bands)
  }
}

extension SeededGenerator {
  /// A span of 0 to `longest` places somewhere among `count`.
  fileprivate mutating func span(of count: Int, atMost longest: Int) -> Range<Int> {
    let length = index(below: longest + 1)
    let start = index(below: count - length + 1)
    return start..<start + length
  }
}

extension Baseline {
  static let specaugment = Baseline("specaugment", "masked bands and spans of time") { _ in
    SpecAugment()
  }
}
