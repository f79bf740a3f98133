import Reference
import Testing

@Suite struct NormalizationTests {
  let size = Images(batch: 3, height: 5, width: 2, channels: 3)

  @Test func batchNormTrainingGradient() {
    var numbers = Numbers(seed: 3)
    let (x, scale, shift) = (numbers.array(size.count), numbers.array(3), numbers.array(3))
    let g = numbers.array(x.count)
    let zero = [0.0, 0, 0]
    func loss(_ x: [Double], _ scale: [Double], _ shift: [Double]) -> Double {
      dot(
        g,
        BatchNormReference.training(
          x: x, channels: 3, scale: scale, shift: shift, runningMean: zero, runningVariance: zero
        ).y)
    }
    let gradient = BatchNormReference.trainingGradient(gradY: g, x: x, channels: 3, scale: scale)
    expectEqual(gradient.x, differences(at: x) { loss($0, scale, shift) })
    expectEqual(gradient.scale, differences(at: scale) { loss(x, $0, shift) })
    expectEqual(gradient.shift, differences(at: shift) { loss(x, scale, $0) })
  }

  @Test func batchNormInferenceGradient() {
    var numbers = Numbers(seed: 4)
    let (x, scale, shift) = (numbers.array(size.count), numbers.array(3), numbers.array(3))
    let (mean, variance) = (numbers.array(3), numbers.array(3).map { $0 + 1.5 })
    let g = numbers.array(x.count)
    func loss(_ x: [Double], _ scale: [Double], _ shift: [Double]) -> Double {
      dot(
        g,
        BatchNormReference.inference(
          x: x, channels: 3, scale: scale, shift: shift, runningMean: mean,
          runningVariance: variance))
    }
    let gradient = BatchNormReference.inferenceGradient(
      gradY: g, x: x, channels: 3, scale: scale, runningMean: mean, runningVariance: variance)
    expectEqual(gradient.x, differences(at: x) { loss($0, scale, shift) })
    expectEqual(gradient.scale, differences(at: scale) { loss(x, $0, shift) })
    expectEqual(gradient.shift, differences(at: shift) { loss(x, scale, $0) })
  }

  @Test func runningVarianceIsUnbiased() {
    let result = BatchNormReference.training(
      x: [1, 2, 3, 6], channels: 1, scale: [1], shift: [0], runningMean: [1],
      runningVariance: [2], momentum: 0.1)
    #expect(result.mean == [3])
    #expect(result.variance == [3.5])
    expectEqual(result.runningMean, [1.2], within: 1e-12)
    expectEqual(result.runningVariance, [0.9 * 2 + 0.1 * 14 / 3], within: 1e-12)
  }

  @Test(arguments: [nil, [1.0, 1, 1, 1, 1, 1, 1, 0, 0, 0, 1, 1, 1, 1, 0]])
  func instanceNormGradient(mask: [Double]?) {
    var numbers = Numbers(seed: 5)
    let (x, scale, shift) = (numbers.array(size.count), numbers.array(3), numbers.array(3))
    let g = numbers.array(x.count)
    func loss(_ x: [Double], _ scale: [Double], _ shift: [Double]) -> Double {
      dot(
        g,
        InstanceNormReference.forward(x: x, size: size, scale: scale, shift: shift, mask: mask))
    }
    let gradient = InstanceNormReference.gradient(
      gradY: g, x: x, size: size, scale: scale, mask: mask)
    expectEqual(gradient.x, differences(at: x) { loss($0, scale, shift) })
    expectEqual(gradient.scale, differences(at: scale) { loss(x, $0, shift) })
    expectEqual(gradient.shift, differences(at: shift) { loss(x, scale, $0) })
  }

  @Test func instanceNormOfOneSampleIsItsBatchNorm() {
    var numbers = Numbers(seed: 6)
    let size = Images(batch: 1, height: 3, width: 3, channels: 2)
    let x = numbers.array(size.count)
    let batch = BatchNormReference.training(
      x: x, channels: 2, scale: [2, 3], shift: [1, -1], runningMean: [0, 0],
      runningVariance: [1, 1])
    expectEqual(
      InstanceNormReference.forward(x: x, size: size, scale: [2, 3], shift: [1, -1]), batch.y,
      within: 1e-12)
  }
}
