import Report
import Testing

@Suite struct ImageStackTests {
  @Test func picturesLieBelowEachOtherWithAGap() {
    var red = Image(width: 2, height: 1)
    red[0, 0] = (255, 0, 0)
    var blue = Image(width: 2, height: 2)
    blue[1, 1] = (0, 0, 255)
    let stack = Image(stacking: [red, blue], gap: 1)
    #expect(stack.width == 2 && stack.height == 4)
    #expect(stack[0, 0] == (255, 0, 0))
    #expect(stack[0, 1] == (255, 255, 255))
    #expect(stack[1, 3] == (0, 0, 255))
  }
}
