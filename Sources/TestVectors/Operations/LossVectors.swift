import Engine

extension VectorOperation {
  static let losses: [String: VectorOperation] = [
    "softmax_cross_entropy": .differentiable { inputs in
      let labels = try inputs.file.integers("in.target")
      return try ["y": crossEntropy(inputs("logits"), labels: labels)]
    },
    "soft_cross_entropy": .differentiable { inputs in
      try ["y": crossEntropy(inputs("logits"), targets: inputs("target"))]
    },
    "bce_with_logits": .differentiable { inputs in
      try ["y": bceWithLogits(inputs("logits"), targets: inputs("target"))]
    },
    "mse": .differentiable { try ["y": meanSquaredError($0("x"), $0("y"))] },
    "triplet_l1": .differentiable { inputs in
      let settings: TripletSettings = try inputs.file.attributes()
      return try [
        "y": tripletLoss(
          anchor: inputs("a"), positive: inputs("p"), negative: inputs("n"),
          margin: settings.margin
        ).mean
      ]
    },
  ]
}

private struct TripletSettings: Decodable {
  let margin: Float
}
