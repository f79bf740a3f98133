import Emotion
import Files
import Foundation
import Report

extension AugmentationComparison {
  /// Original, augmented picture and difference, the first two on one scale of colours.
  var image: Image {
    let colors = colors
    // Long recordings are drawn smaller: three of them have to fit beside one another.
    let scale = original.frames > 256 ? 1 : 2
    return Image(sideBySide: [
      spectrogram(original.values).image(range: colors?.pictures, scale: scale),
      spectrogram(augmented.values).image(range: colors?.pictures, scale: scale),
      spectrogram(difference).image(range: colors?.difference, scale: scale),
    ])
  }

  /// What the colours of that are; nil where a picture has no finite number.
  var colors: ComparisonColors? {
    guard let pictures = spectrogram(original.values).range,
      let difference = spectrogram(difference).range
    else { return nil }
    return ComparisonColors(pictures: pictures, difference: difference)
  }

  private var difference: [Float] { zip(augmented.values, original.values).map { $0 - $1 } }

  private func spectrogram(_ values: [Float]) -> Spectrogram {
    Spectrogram(values, frames: original.frames, bands: original.bands)
  }
}

/// What the darkest and the brightest colour of a comparison's picture stand for, as a file beside it keeps
/// it.
struct ComparisonColors: Codable, Equatable {
  /// Of original and augmented picture, in decibels.
  let pictures: ClosedRange<Float>
  /// Of their difference, in decibels.
  let difference: ClosedRange<Float>

  /// Where they lie beside a picture.
  static func file(beside picture: URL) -> URL {
    picture.deletingPathExtension().appendingPathExtension("json")
  }
}
