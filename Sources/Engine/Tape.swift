/// One recorded operation: how the gradients of its outputs become those of its inputs.
///
/// The tape is the graph of these nodes; each tensor holds on to the one it came from, so that what
/// no tensor needs any more is freed by itself.
final class Node {
  let operation: String
  /// The shapes of the outputs, by number.
  let outputs: [Shape]
  /// Where each differentiable input came from; nil for constants.
  let inputs: [Origin?]
  /// Gradients of the outputs (nil where nothing depends on one) and which inputs want theirs, to
  /// gradients of the inputs. Holds the saved tensors; gone once used.
  private var backward: Backward?

  typealias Backward = (_ upstream: [Tensor?], _ wanted: [WantedGradient]) throws(EngineError)
    -> [Tensor?]

  init(
    _ operation: String, outputs: [Shape], inputs: [Origin?], backward: @escaping Backward
  ) {
    self.operation = operation
    self.outputs = outputs
    self.inputs = inputs
    self.backward = backward
  }

  /// Takes the way back once, and frees what it had saved.
  ///
  /// - Throws: `EngineError.spent` where it was taken before.
  func takeBackward() throws(EngineError) -> Backward {
    guard let backward else { throw .spent(operation: operation) }
    self.backward = nil
    return backward
  }
}

/// The place on the tape that a tensor came from.
enum Origin {
  /// One output of an operation.
  case output(Node, number: Int)
  /// The value of a parameter.
  case parameter(Parameter)

  /// A key that is the same for the same operation or parameter.
  var identity: ObjectIdentifier {
    switch self {
    case .output(let node, _): ObjectIdentifier(node)
    case .parameter(let parameter): ObjectIdentifier(parameter)
    }
  }
}

extension Tensor {
  /// The result of an operation with one output, recorded where any input is on the tape.
  ///
  /// `backward` gets the gradient of the output and which inputs want theirs, and gives one gradient
  /// an input, nil where it is not wanted.
  func recorded(
    _ operation: String, from inputs: [Tensor?],
    backward:
      @escaping (_ upstream: Tensor, _ wanted: [WantedGradient]) throws(EngineError) ->
      [Tensor?]
  ) -> Tensor {
    // Only the number of inputs is kept, not the inputs: what must be saved is up to the operation.
    let count = inputs.count
    let results = Tensor.record(operation, [self], from: inputs) {
      (upstream, wanted) throws(EngineError) in
      guard let upstream = upstream[0] else { return [Tensor?](repeating: nil, count: count) }
      return try backward(upstream, wanted)
    }
    return results[0]
  }

  /// The results of an operation with several outputs, recorded where any input is on the tape. The
  /// gradient of an output that nothing depends on arrives as nil.
  static func record(
    _ operation: String, _ outputs: [Tensor], from inputs: [Tensor?],
    backward: @escaping Node.Backward
  ) -> [Tensor] {
    let origins = inputs.map { $0?.origin }
    guard origins.contains(where: { $0 != nil }) else { return outputs }
    let node = Node(
      operation, outputs: outputs.map(\.shape), inputs: origins, backward: backward)
    return outputs.enumerated().map { number, tensor in
      Tensor(
        tensor.shape, tensor.buffer, tensor.kernels, origin: .output(node, number: number))
    }
  }
}
