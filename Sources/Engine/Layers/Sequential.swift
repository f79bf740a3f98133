/// Layers one after the other, named by their number as PyTorch names them.
///
/// A nonlinearity directly after a layer that can fuse it costs no pass over memory of its own.
public struct Sequential: Layer {
  private let layers: [any Layer]

  public init(_ layers: [any Layer]) { self.layers = layers }

  public var state: [StateEntry] {
    layers.enumerated().flatMap { number, layer in layer.state(named: "\(number)") }
  }

  public func callAsFunction(_ x: Tensor, _ phase: Phase) throws(EngineError) -> Tensor {
    var x = x
    var number = 0
    while number < layers.count {
      if let fusing = layers[number] as? any FusingLayer, number + 1 < layers.count,
        let nonlinearity = layers[number + 1] as? Nonlinearity
      {
        x = try fusing(x, phase, activation: nonlinearity.function)
        number += 2
      } else {
        x = try layers[number](x, phase)
        number += 1
      }
    }
    return x
  }
}
