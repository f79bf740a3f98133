import CPNG
import Files
import Foundation
import Report
import TestSupport
import Testing

struct ImageTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// Reads a PNG file back through libpng.
  private func read(_ url: URL) throws -> (width: Int, height: Int, bytes: [UInt8]) {
    var control = png_image()
    control.version = png_uint_32(PNG_IMAGE_VERSION)
    try #require(png_image_begin_read_from_file(&control, url.path) != 0)
    control.format = png_uint_32(PNG_FORMAT_FLAG_COLOR)
    var bytes = [UInt8](repeating: 0, count: Int(3 * control.width * control.height))
    try #require(png_image_finish_read(&control, nil, &bytes, 0, nil) != 0)
    return (Int(control.width), Int(control.height), bytes)
  }

  @Test(arguments: [(1, 1), (3, 2), (257, 131)])
  func whatIsWrittenReadsBack(width: Int, height: Int) throws {
    var image = Image(width: width, height: height)
    for y in 0..<height {
      for x in 0..<width { image[x, y] = (UInt8(x % 256), UInt8(y), UInt8(x * y * 31 % 256)) }
    }
    try image.write(to: folder("a.png"))
    let read = try read(folder("a.png"))
    #expect(read.width == width && read.height == height && read.bytes == image.bytes)
  }

  @Test func refusesAFolderThatIsNotThere() {
    #expect {
      try Image(width: 1, height: 1).write(to: folder("none/a.png"))
    } throws: { error in
      if case .cannotCreate = error as? FileError { true } else { false }
    }
  }

  @Test func timeRunsToTheRightAndFrequencyUpwards() {
    // Two frames of three bands; the loudest is the second frame's highest.
    let picture = Spectrogram([0, 1, 2, 3, 4, 5], frames: 2, bands: 3)
    let image = picture.image(scale: 2)
    #expect(image.width == 4 && image.height == 6)
    #expect(image[3, 0] == ColorMap.magma(1) && image[2, 1] == ColorMap.magma(1))
    #expect(image[0, 5] == ColorMap.magma(0) && image[1, 4] == ColorMap.magma(0))
    #expect(image[0, 0] == ColorMap.magma(0.4))
    #expect(picture.range == 0...5)
  }

  @Test func picturesMayShareARangeAndMayHoldAnything() {
    let picture = Spectrogram([1, .nan, .infinity, -.infinity], frames: 4, bands: 1)
    #expect(picture.range == 1...1)
    let image = picture.image(range: 0...2, scale: 1)
    #expect(image[0, 0] == ColorMap.magma(0.5) && image[1, 0] == (128, 128, 128))
    #expect(image[2, 0] == ColorMap.magma(1) && image[3, 0] == ColorMap.magma(0))
    #expect(Spectrogram([.nan], frames: 1, bands: 1).image(scale: 1)[0, 0] == (128, 128, 128))
  }

  @Test func brightnessGrowsWithTheValue() {
    let brightness = (0...100).map { step -> Double in
      let color = ColorMap.magma(Float(step) / 100)
      return 0.2126 * Double(color.red) + 0.7152 * Double(color.green)
        + 0.0722 * Double(color.blue)
    }
    #expect(zip(brightness, brightness.dropFirst()).allSatisfy { $0 < $1 })
    #expect(ColorMap.magma(0) == (0, 0, 4) && ColorMap.magma(1) == (252, 253, 191))
  }
}
