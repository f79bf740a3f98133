import Engine

extension VectorOperation {
  static let pointwise: [String: VectorOperation] = [
    "relu": .differentiable { try ["y": relu($0("x"))] },
    "tanh": .differentiable { try ["y": tanh($0("x"))] },
    "sigmoid": .differentiable { try ["y": sigmoid($0("x"))] },
    "softplus": .differentiable { try ["y": softplus($0("x"))] },
    "leaky_relu": .differentiable { inputs in
      let settings: LeakyReLUSettings = try inputs.file.attributes()
      return try ["y": leakyRelu(inputs("x"), slope: settings.slope)]
    },
    "dropout": .differentiable { inputs in
      let settings: DropoutSettings = try inputs.file.attributes()
      let random = ScriptedRandom(masks: [try inputs("mask")], on: inputs.kernels)
      return try ["y": random.dropout(inputs("x"), probability: settings.p)]
    },
  ]
}

private struct LeakyReLUSettings: Decodable {
  let slope: Float
}

private struct DropoutSettings: Decodable {
  let p: Float
}
