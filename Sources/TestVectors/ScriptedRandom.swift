package import Engine
package import Kernels

/// Given numbers in place of random ones, handed out in the order in which they were written down.
package final class ScriptedRandom: RandomSource {
  package let kernels: Kernels
  private var normals: ArraySlice<Tensor>
  private var uniforms: ArraySlice<Tensor>
  private var masks: ArraySlice<Tensor>

  /// - Parameters:
  ///   - normals: the results of `normal`.
  ///   - uniforms: the results of `uniform`.
  ///   - masks: of `dropout`, 1 where an element is kept and 0 where it is dropped.
  package init(
    normals: [Tensor] = [], uniforms: [Tensor] = [], masks: [Tensor] = [], on kernels: Kernels
  ) {
    self.normals = normals[...]
    self.uniforms = uniforms[...]
    self.masks = masks[...]
    self.kernels = kernels
  }

  package func dropout(_ x: Tensor, probability: Float) throws(EngineError) -> Tensor {
    let mask = try ScriptedRandom.take(from: &masks, "a dropout mask", x.shape)
    return try 1 / (1 - probability) * (x * mask)
  }

  package func normal(_ shape: Shape, deviation: Float) throws(EngineError) -> Tensor {
    try deviation * ScriptedRandom.take(from: &normals, "normal numbers", shape)
  }

  package func uniform(_ shape: Shape, in range: ClosedRange<Float>) throws(EngineError) -> Tensor {
    try ScriptedRandom.take(from: &uniforms, "uniform numbers", shape)
  }

  private static func take(
    from script: inout ArraySlice<Tensor>, _ what: String, _ shape: Shape
  ) throws(EngineError) -> Tensor {
    guard let next = script.popFirst(), next.shape == shape else {
      throw .shape(
        operation: "a step that draws \(what)", expected: "\(shape)",
        found: "none or others in its script")
    }
    return next
  }
}
