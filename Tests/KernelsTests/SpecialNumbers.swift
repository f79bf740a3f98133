import KernelCases
import Kernels
import Testing

/// What is no number, beside some that are.
let special: [Float] = [.nan, .infinity, -.infinity, 0, -0.0, 2, -2]

/// The activations that kernels fuse and that treat signs differently.
let rectifiers: [Activation] = [.relu, .leakyRelu(slope: 0.2)]

/// Every form that kernels have: vectors of each width, groups large and small.
let kernelForms =
  [16, 8, 4].map {
    DevicePlan(family: .cpu, vectorWidth: $0, computeUnits: 2, groupSize: 64)
  } + [
    DevicePlan(family: .gpu, vectorWidth: 1, computeUnits: 2, groupSize: 256),
    DevicePlan(
      family: .gpu, vectorWidth: 1, computeUnits: 1, groupSize: 16, localMemory: 1 << 10),
  ]

extension Array {
  /// The elements over and over, `count` of them.
  func repeated(_ count: Int) -> [Element] { (0..<count).map { self[$0 % self.count] } }

  /// Every element with every one of another array.
  func beside<Other>(_ others: [Other]) -> [(Element, Other)] {
    flatMap { element in others.map { (element, $0) } }
  }

  /// The same with other elements at some places.
  func with(_ others: KeyValuePairs<Int, Element>) -> [Element] {
    var result = self
    for (place, element) in others { result[place] = element }
    return result
  }
}

/// NaN agrees with NaN, an infinity with itself, other numbers as a case's tolerance says.
func expectAgreement(
  _ test: KernelCase, on kernels: Kernels, _ location: SourceLocation = #_sourceLocation
) throws {
  let check = try KernelCheck(test, on: kernels)
  #expect(
    check.agrees, "\(test.operation): \(test.name), \(check.worst) off by \(check.error ?? .nan)",
    sourceLocation: location)
}
