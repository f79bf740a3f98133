import Speech
import Testing

@testable import Emotion

@Suite struct PictureAugmentationTests {
  private let utterance = Utterance(
    id: 3, file: "a.wav", label: 1, speaker: "x",
    picture: LogMel((0..<50 * 16).map { 5 + Float($0 % 7) }, bands: 16))

  private static let noise = GaussianNoise(deviations: 0.05...0.3)

  private func variants(_ augmentation: any PictureAugmentation, seed: UInt64 = 1) -> [LogMel] {
    augmentation.variants(3, of: [utterance], seed: seed).map(\.picture)
  }

  @Test func copies() {
    #expect(variants(PlainCopies()) == [utterance.picture, utterance.picture, utterance.picture])
  }

  @Test func noiseIsAsStrongAsTheAugmentor() {
    for picture in variants(Self.noise) {
      let errors = zip(picture.values, utterance.picture.values).map { Double($0 - $1) }
      let deviation = (errors.reduce(0) { $0 + $1 * $1 } / Double(errors.count)).squareRoot()
      #expect((0.045...0.33).contains(deviation))
    }
  }

  @Test func specAugmentMasksRowsAndColumns() {
    for picture in variants(SpecAugment()) {
      #expect(picture.frames == 50)
      let isMasked = { (frame: Int, band: Int) in picture.values[frame * 16 + band] == 0 }
      let frames = (0..<50).filter { frame in (0..<16).allSatisfy { isMasked(frame, $0) } }
      let bands = (0..<16).filter { band in (0..<50).allSatisfy { isMasked($0, band) } }
      #expect(frames.count <= 20 && bands.count <= 4)
      for frame in 0..<50 where !frames.contains(frame) {
        for band in 0..<16 where !bands.contains(band) {
          #expect(picture.values[frame * 16 + band] == utterance.picture.values[frame * 16 + band])
        }
      }
    }
  }

  /// All but plain copies, which have nothing to draw.
  private static let drawing = Baseline.allCases.compactMap {
    $0.row(Configuration()).augmentation as? any PictureAugmentation
  }.filter { !($0 is PlainCopies) }

  @Test(arguments: drawing)
  func aSeedFixesAllAndCopiesDiffer(_ augmentation: any PictureAugmentation) {
    let first = variants(augmentation)
    #expect(first == variants(augmentation) && first != variants(augmentation, seed: 2))
    #expect(first[0] != first[1])
  }

  @Test func everyBaselineHasItsName() {
    #expect(Set(Baseline.allCases.map(\.rawValue)).count == Baseline.allCases.count)
    for baseline in Baseline.allCases {
      #expect(Baseline(rawValue: baseline.rawValue) == baseline)
      #expect(baseline.row(Configuration()).part == baseline.rawValue)
    }
    #expect(Baseline(rawValue: "nothing of the kind") == nil)
  }
}
