import Reference
import Testing

@Suite struct ShapeTests {
  @Test func concatAndSlice() {
    let (a, b) = ([1.0, 2, 3, 4], [5.0, 6])
    let y = ConcatReference.forward(parts: [a, b], lengths: [2, 1], outer: 2, inner: 1)
    #expect(y == [1, 2, 5, 3, 4, 6])
    #expect(ConcatReference.gradient(gradY: y, lengths: [2, 1], outer: 2, inner: 1) == [a, b])
    #expect(
      SliceReference.forward(x: y, length: 3, range: 1..<3, outer: 2, inner: 1) == [2, 5, 4, 6])
    let gradient = SliceReference.gradient(
      gradY: [2, 5, 4, 6], length: 3, range: 1..<3, outer: 2, inner: 1)
    #expect(gradient == [0, 2, 5, 0, 4, 6])
  }

  @Test func permute() {
    let x = (0..<24).map(Double.init)
    let y = PermuteReference.forward(x: x, shape: [2, 3, 4], axes: [2, 0, 1])
    #expect(Array(y[..<7]) == [0, 4, 8, 12, 16, 20, 1])
    #expect(PermuteReference.gradient(gradY: y, shape: [2, 3, 4], axes: [2, 0, 1]) == x)
  }

  @Test(arguments: [PadReference.Mode.zero, .reflect])
  func padGradient(mode: PadReference.Mode) {
    var numbers = Numbers(seed: 17)
    let size = Images(batch: 2, height: 3, width: 4, channels: 3)
    let border = PadReference.Border(top: 2, bottom: 1, left: 0, right: 3)
    let (x, g) = (numbers.array(size.count), numbers.array(2 * 6 * 7 * 3))
    expectEqual(
      PadReference.gradient(gradY: g, size: size, border: border, mode: mode),
      differences(at: x) {
        dot(g, PadReference.forward(x: $0, size: size, border: border, mode: mode))
      })
  }

  @Test func reflectionDoesNotRepeatTheEdge() {
    let size = Images(batch: 1, height: 1, width: 3, channels: 1)
    let border = PadReference.Border(top: 0, bottom: 0, left: 2, right: 2)
    #expect(
      PadReference.forward(x: [1, 2, 3], size: size, border: border, mode: .reflect)
        == [3, 2, 1, 2, 3, 2, 1])
    #expect(
      PadReference.forward(x: [1, 2, 3], size: size, border: border, mode: .zero)
        == [0, 0, 1, 2, 3, 0, 0])
  }

  @Test(arguments: [Set([0]), [1], [0, 2], [0, 1, 2], []])
  func sumAndMean(axes: Set<Int>) {
    var numbers = Numbers(seed: 18)
    let shape = [3, 2, 5]
    let x = numbers.array(30)
    let y = SumReference.forward(x: x, shape: shape, axes: axes)
    let g = numbers.array(y.count)
    expectEqual(
      SumReference.gradient(gradY: g, shape: shape, axes: axes),
      differences(at: x) { dot(g, SumReference.forward(x: $0, shape: shape, axes: axes)) })
    expectEqual(
      MeanReference.gradient(gradY: g, shape: shape, axes: axes),
      differences(at: x) { dot(g, MeanReference.forward(x: $0, shape: shape, axes: axes)) })
  }

  @Test func sumsOfKnownValues() {
    let x = [1.0, 2, 3, 4, 5, 6]
    #expect(SumReference.forward(x: x, shape: [2, 3], axes: [0]) == [5, 7, 9])
    #expect(MeanReference.forward(x: x, shape: [2, 3], axes: [1]) == [2, 5])
  }
}
