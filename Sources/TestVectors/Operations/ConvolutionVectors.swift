import Engine

extension VectorOperation {
  static let convolutions: [String: VectorOperation] = [
    "conv2d": .differentiable { inputs in
      let settings: ConvolutionSettings = try inputs.file.attributes()
      return try [
        "y": conv2D(
          inputs.pictures("x"), weight: inputs("weight"), bias: inputs.optional("bias"),
          stride: settings.strideOrDefault, padding: settings.paddingOrDefault
        ).channelsFirst()
      ]
    },
    "conv_transpose2d": .differentiable { inputs in
      let settings: ConvolutionSettings = try inputs.file.attributes()
      return try [
        "y": convTranspose2D(
          inputs.pictures("x"), weight: inputs("weight"), bias: inputs.optional("bias"),
          stride: settings.strideOrDefault, padding: settings.paddingOrDefault,
          outputPadding: settings.outputPadding?.both ?? (0, 0)
        ).channelsFirst()
      ]
    },
  ]
}

private struct ConvolutionSettings: Decodable {
  let stride: Pair?
  let padding: Pair?
  let outputPadding: Pair?

  var strideOrDefault: (height: Int, width: Int) { stride?.both ?? (1, 1) }
  var paddingOrDefault: (height: Int, width: Int) { padding?.both ?? (0, 0) }
}
