public import Kernels

/// A part of a model: a layer with weights, or a composite of such.
///
/// A composite lists nothing: its parts are its stored properties, found by name, which is how the
/// names in files come to be PyTorch's.
public protocol Module {
  /// Everything of this part that a file keeps, with PyTorch's names, in PyTorch's order.
  var state: [StateEntry] { get }
}

/// One named array of a module.
public struct StateEntry {
  public enum Content {
    /// A weight that training changes.
    case parameter(Parameter)
    /// Numbers that a forward pass in training gathers, as a running mean.
    case statistic(Parameter)
    /// How many batches a statistic has seen: a scalar of 64-bit integers in files.
    case counter(Counter)
  }

  public let name: String
  public let content: Content

  public init(_ name: String, _ content: Content) {
    self.name = name
    self.content = content
  }

  /// The array of floats; nil for a counter.
  public var array: Parameter? {
    switch content {
    case .parameter(let array), .statistic(let array): array
    case .counter: nil
    }
  }
}

/// A number that a layer counts up.
public final class Counter {
  public var value: Int

  public init(_ value: Int = 0) { self.value = value }
}

extension Module {
  public var state: [StateEntry] {
    Mirror(reflecting: self).children.flatMap { child -> [StateEntry] in
      guard let name = child.label, let part = child.value as? any Module else { return [] }
      return part.state(named: name)
    }
  }

  /// The state of this part as that of a composite in which it has a name.
  public func state(named name: String) -> [StateEntry] {
    state.map { StateEntry("\(name).\($0.name)", $0.content) }
  }

  /// The weights that training changes.
  public var parameters: [Parameter] {
    state.compactMap { if case .parameter(let parameter) = $0.content { parameter } else { nil } }
  }

  /// The number of weights that training changes.
  public var parameterCount: Int { parameters.reduce(0) { $0 + $1.shape.count } }
}

/// A module with one tensor in and one out.
public protocol Layer: Module {
  func callAsFunction(_ x: Tensor, _ phase: Phase) throws(EngineError) -> Tensor
}

/// A layer whose kernel can apply a pointwise nonlinearity to its result on the way.
public protocol FusingLayer: Layer {
  func callAsFunction(_ x: Tensor, _ phase: Phase, activation: Activation) throws(EngineError)
    -> Tensor
}

extension FusingLayer {
  public func callAsFunction(_ x: Tensor, _ phase: Phase) throws(EngineError) -> Tensor {
    try self(x, phase, activation: .identity)
  }
}
