import Kernels
import OpenCL

/// The gradients of a loss, one for each of the parameters asked for, in their order.
public struct Gradients {
  public let parameters: [Parameter]
  public let values: [Tensor]
  /// What they lie in, in this order, where that is an optimizer's; else empty.
  let memories: [FlatArrays]
}

extension Tensor {
  /// The gradients of this scalar with respect to `parameters`. Only what lies between them and the
  /// loss is computed: a frozen network costs no weight gradients. Saved tensors are freed as they
  /// are used, so this can be asked once.
  ///
  /// - Throws: `EngineError.shape` where this is no scalar, `.unreachable` where the loss does not
  ///   depend on a parameter, `.spent` the second time, `.device`.
  public func gradients(of parameters: [Parameter]) throws(EngineError) -> Gradients {
    guard shape.count == 1 else {
      throw .shape(operation: "gradients(of:)", expected: "a scalar loss", found: "\(shape)")
    }
    return try gradients(of: parameters, upstream: Tensor(repeating: 1, shape, on: kernels))
  }

  /// The gradients of the sum of this times `upstream`, element by element.
  ///
  /// - Throws: `EngineError.shape` where `upstream` has another shape, `.unreachable` where this
  ///   does not depend on a parameter, `.noGradient` where it does so by an input that has no
  ///   gradient, `.spent` the second time, `.device` where memory is short or the device fails.
  public func gradients(of parameters: [Parameter], upstream: Tensor) throws(EngineError)
    -> Gradients
  {
    try Tensor.gradients(of: parameters, through: [(self, upstream)])
  }

  /// The gradients of the sum over several outputs, each times its upstream.
  ///
  /// - Throws: `EngineError.shape` where an upstream has another shape than its output,
  ///   `.unreachable` where no output depends on a parameter, `.noGradient` where one does so by an
  ///   input that has no gradient, `.spent` the second time, `.device` where memory is short or the
  ///   device fails.
  public static func gradients(
    of parameters: [Parameter], through outputs: [(output: Tensor, upstream: Tensor)]
  ) throws(EngineError) -> Gradients {
    try gradients(of: parameters, through: outputs, into: [])
  }

  /// - Parameters:
  ///   - memories: where the gradients go, an array for each; anywhere where empty.
  ///   - take: gets the position of each parameter as soon as its gradient lies there; nil where nobody
  ///     waits for one.
  static func gradients(
    of parameters: [Parameter], through outputs: [(output: Tensor, upstream: Tensor)],
    into memories: [FlatArrays],
    whenReady take: ((_ parameter: Int) throws(EngineError) -> Void)? = nil
  ) throws(EngineError) -> Gradients {
    var pass = BackwardPass(parameters, into: memories, whenReady: take)
    for (output, upstream) in outputs {
      guard output.shape == upstream.shape else {
        throw .shape(
          operation: "an upstream gradient", expected: "\(output.shape)",
          found: "\(upstream.shape)")
      }
      try pass.add(upstream, to: output.origin)
    }
    try pass.run(from: outputs.compactMap(\.output.origin))
    return try pass.result()
  }
}

/// One walk back over the tape.
private struct BackwardPass {
  private let parameters: [Parameter]
  /// Whether a wanted parameter lies behind an operation or parameter.
  private var leadsToParameter: [ObjectIdentifier: Bool]
  /// Gradients gathered so far: an operation's by output, a parameter's alone.
  private var gathered: [ObjectIdentifier: [Int: Tensor]] = [:]
  private let memories: [FlatArrays]
  /// Where a parameter's gradient goes.
  private let places: [ObjectIdentifier: Buffer]
  /// How many gradients are still to come of those that add up to a parameter's.
  private var awaited: [ObjectIdentifier: Int] = [:]
  private let take: ((_ parameter: Int) throws(EngineError) -> Void)?
  /// The positions of the parameters whose gradients somebody waits for.
  private let positions: [ObjectIdentifier: Int]

  init(
    _ parameters: [Parameter], into memories: [FlatArrays],
    whenReady take: ((_ parameter: Int) throws(EngineError) -> Void)?
  ) {
    self.parameters = parameters
    self.memories = memories
    self.take = take
    positions =
      take == nil
      ? [:]
      : Dictionary(
        zip(parameters.map { ObjectIdentifier($0) }, parameters.indices),
        uniquingKeysWith: { first, _ in first })
    places = Dictionary(
      zip(parameters.map { ObjectIdentifier($0) }, memories.flatMap(\.arrays)),
      uniquingKeysWith: { first, _ in first })
    leadsToParameter = Dictionary(
      parameters.map { (ObjectIdentifier($0), true) }, uniquingKeysWith: { first, _ in first })
  }

  mutating func add(_ gradient: Tensor, to origin: Origin?) throws(EngineError) {
    guard let origin else { return }
    let key = origin.identity
    let number = if case .output(_, let number) = origin { number } else { 0 }
    let sum =
      if let before = gathered[key]?[number] {
        try before.plus(gradient, into: place(ofLast: key))
      } else {
        gradient
      }
    gathered[key, default: [:]][number] = sum.detached
    awaited[key]? -= 1
    if awaited[key] == 0, let take, let position = positions[key] {
      gathered[key] = [0: try moved(sum, to: places[key])]
      try take(position)
    }
  }

  /// The place of a parameter's gradient, where only one is still to come of those that add up to it.
  private func place(ofLast key: ObjectIdentifier) -> Buffer? {
    awaited[key] == 1 ? places[key] : nil
  }

  /// What an operation is asked for.
  private func wish(_ input: Origin?) -> WantedGradient {
    guard let input, leads(input) else { return .none }
    // A later one is added to those before.
    guard gathered[input.identity] == nil, let place = place(ofLast: input.identity) else {
      return .anywhere
    }
    return .inside(place)
  }

  mutating func run(from origins: [Origin]) throws(EngineError) {
    var order: [Node] = []
    for origin in origins { visit(origin, &order) }
    for node in order.reversed() {
      // Dropping the entry as it is used frees the memory for the next gradients.
      guard let found = gathered.removeValue(forKey: ObjectIdentifier(node)) else { continue }
      let upstream = node.outputs.indices.map { found[$0] }
      let wanted = node.inputs.map(wish)
      let backward = try node.takeBackward()
      let gradients = try backward(upstream, wanted)
      for (index, input) in node.inputs.enumerated() where wanted[index].isWanted {
        guard let gradient = gradients[index] else {
          throw .noGradient(operation: "\(node.operation), input \(index),")
        }
        try add(gradient, to: input)
      }
    }
  }

  func result() throws(EngineError) -> Gradients {
    var values: [Tensor] = []
    for (index, parameter) in parameters.enumerated() {
      guard let value = gathered[ObjectIdentifier(parameter)]?[0] else {
        throw .unreachable(parameter: "number \(index) of shape \(parameter.shape)")
      }
      values.append(try moved(value, to: places[ObjectIdentifier(parameter)]))
    }
    return Gradients(parameters: parameters, values: values, memories: memories)
  }

  /// A gradient in its place, where it has one.
  private func moved(_ gradient: Tensor, to place: Buffer?) throws(EngineError) -> Tensor {
    guard let place, place !== gradient.buffer else { return gradient }
    try onDevice { () throws(OpenCLError) in
      try gradient.kernels.queue.copy(
        gradient.buffer, to: place, bytes: gradient.shape.count * MemoryLayout<Float>.stride)
    }
    return Tensor(gradient.shape, place, gradient.kernels)
  }

  private func leads(_ origin: Origin) -> Bool { leadsToParameter[origin.identity] ?? false }

  /// Appends the nodes that lead to a wanted parameter, inputs before users. Written without
  /// recursion: the tape of a long loop is deeper than the stack.
  private mutating func visit(_ start: Origin, _ order: inout [Node]) {
    guard case .output(let first, _) = start else { return }
    var stack: [(node: Node, next: Int)] = []
    if leadsToParameter[ObjectIdentifier(first)] == nil { stack.append((first, 0)) }
    while let (node, next) = stack.last {
      if next < node.inputs.count {
        stack[stack.count - 1].next += 1
        if case .output(let input, _) = node.inputs[next],
          leadsToParameter[ObjectIdentifier(input)] == nil
        {
          stack.append((input, 0))
        }
      } else {
        stack.removeLast()
        let leads = node.inputs.contains { $0.map(self.leads) ?? false }
        leadsToParameter[ObjectIdentifier(node)] = leads
        if leads {
          order.append(node)
          for case .parameter(let parameter)? in node.inputs {
            awaited[ObjectIdentifier(parameter), default: 0] += 1
          }
        }
      }
    }
  }
}
