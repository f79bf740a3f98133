import Kernels
import OpenCL

/// Parameters of an optimizer that lie in one memory, as far as another optimizer has not put them into its
/// own, with what the optimizer keeps of each: its gradient and its moments, which lie the same way.
final class FlatParameters {
  let parameters: ArraySlice<Parameter>
  let kernels: Kernels
  let gradients: FlatArrays
  private let moments: Moments<FlatArrays>
  /// The moments of each parameter.
  let momentParameters: [Moments<Parameter>]
  private let runs: [Run]

  /// Running means of a gradient and of its square.
  struct Moments<Arrays> {
    let first: Arrays
    let second: Arrays
  }

  /// Neighbours that are neighbours in memory too: all of them, where no other optimizer has any.
  private struct Run {
    var parameters: Range<Int>
    let weights: FlatArrays
    /// The first element among the weights.
    let start: Int
    /// The elements among the moments.
    var place: Range<Int>
  }

  /// - Throws: `EngineError.device` where memory is short or the device fails.
  private init(_ parameters: ArraySlice<Parameter>, on kernels: Kernels) throws(EngineError) {
    (self.parameters, self.kernels) = (parameters, kernels)
    let device = kernels.queue.device
    let alone = parameters.filter { $0.place == nil }
    if !alone.isEmpty {
      let weights = try FlatArrays(FlatLayout(alone.map(\.shape), on: device), on: kernels)
      for (index, parameter) in alone.enumerated() { try parameter.move(to: index, of: weights) }
    }
    let layout = FlatLayout(parameters.map(\.shape), on: device)
    gradients = try FlatArrays(layout, on: kernels)
    let moments = Moments(
      first: try FlatArrays(layout, on: kernels), second: try FlatArrays(layout, on: kernels))
    self.moments = moments
    momentParameters = parameters.enumerated().map { index, parameter in
      Moments(
        first: Parameter(parameter.shape, at: index, of: moments.first, on: kernels),
        second: Parameter(parameter.shape, at: index, of: moments.second, on: kernels))
    }
    runs = Self.runs(parameters, layout)
  }

  private static func runs(_ parameters: ArraySlice<Parameter>, _ layout: FlatLayout) -> [Run] {
    var runs: [Run] = []
    for (index, place) in zip(parameters.indices, layout.places) {
      guard let (weights, start) = parameters[index].place else { continue }
      if var last = runs.last, last.weights === weights,
        start - last.start == place.lowerBound - last.place.lowerBound
      {
        last.parameters = last.parameters.lowerBound..<index + 1
        last.place = last.place.lowerBound..<place.upperBound
        runs[runs.count - 1] = last
      } else {
        runs.append(
          Run(parameters: index..<index + 1, weights: weights, start: start, place: place))
      }
    }
    return runs
  }

  /// All parameters, in their order, in as few pieces as the device gives memory for at once.
  ///
  /// - Throws: `EngineError.device` where memory is short or the device fails.
  static func pieces(of parameters: [Parameter]) throws(EngineError) -> [FlatParameters] {
    guard let kernels = parameters.first?.value.kernels else { return [] }
    let device = kernels.queue.device
    let most = min(
      device.facts.maxAllocation / MemoryLayout<Float>.stride, Queue.mostElements)
    var pieces: [FlatParameters] = []
    var rest = parameters[...]
    while !rest.isEmpty {
      let layout = FlatLayout(rest.map(\.shape), on: device)
      let count = max(1, layout.places.prefix { $0.upperBound <= most }.count)
      pieces.append(try FlatParameters(rest.prefix(count), on: kernels))
      rest = rest.dropFirst(count)
    }
    // Where the weights were before, each for itself, nothing of these sizes will be again.
    kernels.queue.pool.releaseFree()
    return pieces
  }

  /// The gradients' memory with these in it, of all parameters of the optimizer.
  ///
  /// - Throws: `EngineError.device` where memory is short or the device fails.
  func gradients(with values: [Tensor]) throws(EngineError) -> FlatArrays {
    _ = try gradients.makeUnique()
    try onDevice { () throws(OpenCLError) in
      for (place, index) in parameters.indices.enumerated() {
        try kernels.queue.copy(
          values[index].buffer, to: gradients[place],
          bytes: values[index].shape.count * MemoryLayout<Float>.stride)
      }
    }
    return gradients
  }

  /// What a step changes in place, a run after the other.
  ///
  /// - Throws: `EngineError.device` where memory is short or the device fails.
  func changing(by gradients: FlatArrays) throws(EngineError) -> [AdamRun] {
    _ = try moments.first.makeUnique()
    _ = try moments.second.makeUnique()
    var changing: [AdamRun] = []
    for run in runs {
      let isHeld = try run.weights.makeUnique()
      for parameter in parameters[run.parameters] { parameter.expireForms(isHeld: isHeld) }
      changing.append(
        AdamRun(
          weights: run.weights.whole, start: run.start, gradient: gradients.whole,
          moment1: moments.first.whole, moment2: moments.second.whole, place: run.place))
    }
    return changing
  }
}
