import Engine

extension VectorOperation {
  static let poolings: [String: VectorOperation] = [
    "maxpool2d": .differentiable { inputs in
      let settings: PoolSettings = try inputs.file.attributes()
      let x = try inputs.pictures("x")
      let (kernel, stride) = (settings.kernel.both, (settings.stride ?? settings.kernel).both)
      let y = try maxPool2D(x, kernel: kernel, stride: stride)
      let places = try maxPool2DIndices(x, kernel: kernel, stride: stride).map(Float.init)
      let index = try Tensor(places, y.shape, on: inputs.kernels)
      return ["y": try y.channelsFirst(), "index": try index.channelsFirst()]
    },
    "adaptive_avgpool2d": .differentiable { inputs in
      let settings: AdaptivePoolSettings = try inputs.file.attributes()
      return [
        "y": try adaptiveAvgPool2D(inputs.pictures("x"), output: settings.out.both)
          .channelsFirst()
      ]
    },
  ]
}

private struct PoolSettings: Decodable {
  let kernel: Pair
  let stride: Pair?
}

private struct AdaptivePoolSettings: Decodable {
  let out: Pair
}
