import Engine

extension VectorOperation {
  static let augmentations: [String: VectorOperation] = [
    "mixup": .differentiable { inputs in
      let lambda = try inputs("lam")
      let partners = try inputs.file.integers("in.perm")
      return [
        "x": try mixup(inputs("x"), lambda: lambda, partners: partners),
        "y": try mixup(inputs("y"), lambda: lambda, partners: partners),
      ]
    },
    "l1_constrain": .differentiable { inputs in
      let settings: L1Settings = try inputs.file.attributes()
      return [
        "y": try l1Constraint(
          inputs("P"), epsilon: inputs("eps"), tanh: settings.tanh ?? false,
          floor: settings.floor ?? 1e-12)
      ]
    },
  ]
}

private struct L1Settings: Decodable {
  let tanh: Bool?
  let floor: Float?
}
