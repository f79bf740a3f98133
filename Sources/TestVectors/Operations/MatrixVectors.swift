import Engine

extension VectorOperation {
  static let matrixProducts: [String: VectorOperation] = [
    "matmul": .differentiable { try ["y": matmul($0("a"), $0("b"))] },
    "linear": .differentiable { inputs in
      try [
        "y": linear(inputs("x"), weight: inputs("weight"), bias: inputs.optional("bias"))
      ]
    },
  ]
}
