import Engine
import Testing

@Suite struct ShapeTests {
  @Test func countsItsElements() {
    #expect(Shape([2, 17, 13]).count == 442)
    #expect(Shape.scalar.count == 1)
    #expect(Shape([1 << 40, 1 << 40, 0]).count == 0)
  }
}
