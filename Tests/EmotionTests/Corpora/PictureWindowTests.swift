import Emotion
import Random
import Speech
import Testing

struct PictureWindowTests {
  @Test(arguments: [
    (1, [0]), (8, [0]), (9, [0, 1]), (12, [0, 4]), (13, [0, 4, 5]), (17, [0, 4, 8, 9]),
  ])
  func segmentsEndWhereThePictureEnds(frames: Int, starts: [Int]) {
    #expect(countingPicture(frames: frames).windowStarts(length: 8, stride: 4) == starts)
  }

  @Test func padsAtTheEnd() {
    let window = PictureWindow(
      of: countingPicture(frames: 3), at: 1, length: 4, padding: -9)
    #expect(window.start == 1 && window.frames == 2)
    #expect(window.values == [1, 1.5, 2, 2.5, -9, -9, -9, -9])
  }

  @Test func cropsAtRandomPlacesAllOfThem() {
    let picture = countingPicture(frames: 12)
    var generator = SeededGenerator(seed: 1, stream: "crops")
    let windows = (0..<200).map { _ in
      picture.randomWindow(length: 8, padding: 0, using: &generator)
    }
    #expect(Set(windows.map(\.start)) == [0, 1, 2, 3, 4])
    #expect(windows.allSatisfy { $0.frames == 8 && $0.values[0] == Float($0.start) })
    let short = picture.randomWindow(length: 20, padding: 0, using: &generator)
    #expect(short.start == 0 && short.frames == 12 && short.values.count == 40)
  }

  @Test(arguments: [1, 7, 8, 9, 15, 16, 17, 30])
  func mergesWhatItCut(frames: Int) {
    let picture = countingPicture(frames: frames)
    let windows = picture.windows(length: 8, padding: -9)
    #expect(windows.count == (frames + 7) / 8)
    #expect(LogMel(merging: windows, bands: 2) == picture)
  }

  @Test func keepsTheEarlierWindowWhereTwoOverlap() {
    let windows = LogMel(Array(repeating: 0, count: 13), bands: 1).windows(length: 8, padding: 0)
      .enumerated().map { number, window in
        PictureWindow(
          start: window.start, frames: window.frames,
          values: Array(repeating: Float(number), count: 8))
      }
    let merged = LogMel(merging: windows, bands: 1)
    #expect(merged.values == Array(repeating: 0, count: 8) + Array(repeating: 1, count: 5))
  }

  @Test func batchesAndComesBack() {
    let pictures = [countingPicture(frames: 3), countingPicture(frames: 9)]
    let windows = pictures.flatMap { $0.windows(length: 8, padding: -9) }
    let batch = PictureBatch(windows, length: 8, bands: 2)
    #expect(batch.count == 3 && batch.frames == [3, 8, 8])
    #expect(batch.values == windows.flatMap(\.values))
    #expect(batch.windows(batch.values, starts: windows.map(\.start)) == windows)
  }
}
