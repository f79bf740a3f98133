import Reference
import Testing

@Suite struct PoolingTests {
  let size = Images(batch: 2, height: 7, width: 5, channels: 3)

  @Test(arguments: [
    (Extent2D(2, 2), Extent2D(2, 2)), (Extent2D(3, 2), Extent2D(1, 2)),
    (Extent2D(1, 1), Extent2D(3, 1)),
  ])
  func gradients(kernel: Extent2D, stride: Extent2D) {
    var numbers = Numbers(seed: 1)
    let x = numbers.array(size.count)
    let pooled = MaxPool2DReference.forward(x: x, size: size, kernel: kernel, stride: stride)
    let g = numbers.array(pooled.y.count)
    expectEqual(
      MaxPool2DReference.gradient(
        gradY: g, index: pooled.index, size: size, kernel: kernel, stride: stride),
      differences(at: x) {
        dot(g, MaxPool2DReference.forward(x: $0, size: size, kernel: kernel, stride: stride).y)
      })
    expectEqual(
      AvgPool2DReference.gradient(gradY: g, size: size, kernel: kernel, stride: stride),
      differences(at: x) {
        dot(g, AvgPool2DReference.forward(x: $0, size: size, kernel: kernel, stride: stride).y)
      })
  }

  @Test func aTieGoesToTheFirstInScanOrder() {
    let size = Images(batch: 1, height: 2, width: 5, channels: 1)
    let pooled = MaxPool2DReference.forward(
      x: [1, 1, 2, 3, 9, 1, 0, 3, 2, 9], size: size, kernel: Extent2D(2, 2), stride: Extent2D(2, 2))
    #expect(pooled.y == [1, 3])
    #expect(pooled.index == [0, 3])
  }

  @Test func notANumberIsPassedOn() {
    let size = Images(batch: 1, height: 2, width: 2, channels: 1)
    let pooled = MaxPool2DReference.forward(
      x: [1, .nan, 2, 3], size: size, kernel: Extent2D(2, 2), stride: Extent2D(2, 2))
    #expect(pooled.y[0].isNaN)
    #expect(pooled.index == [1])
  }

  @Test(arguments: [Extent2D(1, 1), Extent2D(3, 3), Extent2D(7, 7), Extent2D(2, 9)])
  func adaptiveGradient(output: Extent2D) {
    var numbers = Numbers(seed: 2)
    let x = numbers.array(size.count)
    let g = numbers.array(2 * output.height * output.width * 3)
    expectEqual(
      AdaptiveAvgPool2DReference.gradient(gradY: g, size: size, output: output),
      differences(at: x) {
        dot(g, AdaptiveAvgPool2DReference.forward(x: $0, size: size, output: output))
      })
  }

  @Test func adaptiveWindowsOverlap() {
    let size = Images(batch: 1, height: 1, width: 5, channels: 1)
    let y = AdaptiveAvgPool2DReference.forward(
      x: [1, 2, 3, 4, 5], size: size, output: Extent2D(1, 3))
    expectEqual(y, [1.5, 3, 4.5], within: 1e-15)
  }
}
