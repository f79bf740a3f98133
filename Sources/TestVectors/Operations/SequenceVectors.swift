import Engine

extension VectorOperation {
  static let sequences: [String: VectorOperation] = [
    "lstm": .differentiable { inputs in
      let (y, hidden, cell) = try lstm(
        inputs("x"), weightIH: inputs("weight_ih_l0"), weightHH: inputs("weight_hh_l0"),
        biasIH: inputs("bias_ih_l0"), biasHH: inputs("bias_hh_l0"), h0: inputs.optional("h0"),
        c0: inputs.optional("c0"))
      return ["y": y, "h_n": hidden, "c_n": cell]
    },
    "attention_pool": .differentiable { inputs in
      let h = try inputs("h")
      let query = try inputs("v")
      guard h.shape.rank == 3 else {
        throw inputs.file.malformed("its h is \(h.shape) where batch × steps × hidden is expected")
      }
      let projected = try linear(h, weight: inputs("W"), bias: inputs("b"), activation: .tanh)
      let scores = try linear(projected, weight: query.reshaped(to: [1, query.shape.count]))
        .reshaped(to: [h.shape[0], h.shape[1]])
      let (y, weights) = try attentionPool(h, scores: scores)
      return ["y": y, "weights": weights]
    },
    "softmax": .differentiable { inputs in
      let settings: SoftmaxSettings = try inputs.file.attributes()
      let x = try inputs("x")
      let axis = settings.axis < 0 ? settings.axis + x.shape.rank : settings.axis
      guard (0..<x.shape.rank).contains(axis) else {
        throw inputs.file.malformed("its axis \(settings.axis) is none of \(x.shape)")
      }
      // The engine's softmax is over the last axis.
      var order = Array(0..<x.shape.rank)
      order.swapAt(axis, order.count - 1)
      return try ["y": softmax(x.permuted(order)).permuted(order)]
    },
  ]
}

private struct SoftmaxSettings: Decodable {
  let axis: Int
}
