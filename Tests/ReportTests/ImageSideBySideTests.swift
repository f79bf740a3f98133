import Report
import Testing

@Suite struct ImageSideBySideTests {
  @Test func picturesLieBesideEachOtherWithAGap() {
    var red = Image(width: 1, height: 2)
    red[0, 0] = (255, 0, 0)
    var blue = Image(width: 2, height: 1)
    blue[1, 0] = (0, 0, 255)
    let both = Image(sideBySide: [red, blue], gap: 1)
    #expect(both.width == 4 && both.height == 2)
    #expect(both[0, 0] == (255, 0, 0))
    #expect(both[1, 0] == (255, 255, 255) && both[2, 1] == (255, 255, 255))
    #expect(both[3, 0] == (0, 0, 255))
  }
}
