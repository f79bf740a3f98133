import ModelCases
import TestSupport
import Testing

@Suite struct GrowthBenchmarkTests {
  @Test func sizesGrowAndNamesTellStepsApart() {
    for growth in GrowthBenchmark.all {
      #expect(growth.steps.count >= 5)
      #expect(zip(growth.steps, growth.steps.dropFirst()).allSatisfy { $0.size < $1.size })
      #expect(Set(growth.steps.map(\.benchmark.name)).count == growth.steps.count)
    }
  }

  @Test func theSmallestStepOfEachRuns() throws {
    let kernels = try testKernels()
    for growth in GrowthBenchmark.all {
      let benchmark = try #require(growth.steps.first?.benchmark)
      try benchmark.step(on: kernels)()
    }
  }

  /// A device that takes a thousand steps a second gets numbers for all of them.
  @Test func aStepCanBeTakenAsOftenAsAFastDeviceTakesIt() throws {
    let all = ModelBenchmark.all(batch: 1)
    let benchmark = try #require(all.first { $0.name == "dnn400_train_b1" })
    let step = try benchmark.step(on: try testKernels())
    for _ in 0..<300 { try step() }
  }
}
