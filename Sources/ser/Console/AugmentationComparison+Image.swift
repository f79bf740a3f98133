import Emotion
import Report

extension AugmentationComparison {
  /// Original, augmented picture and difference, the first two on one scale of colours.
  var image: Image {
    func spectrogram(_ values: [Float]) -> Spectrogram {
      Spectrogram(values, frames: original.frames, bands: original.bands)
    }
    let range = spectrogram(original.values).range
    let difference = zip(augmented.values, original.values).map { $0 - $1 }
    // Long recordings are drawn smaller: three of them have to fit beside one another.
    let scale = original.frames > 256 ? 1 : 2
    return Image(sideBySide: [
      spectrogram(original.values).image(range: range, scale: scale),
      spectrogram(augmented.values).image(range: range, scale: scale),
      spectrogram(difference).image(scale: scale),
    ])
  }
}
