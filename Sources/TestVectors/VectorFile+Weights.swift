package import Engine

extension VectorFile {
  /// Gives a model the weights whose names begin so, which must be exactly its own.
  ///
  /// - Throws: `FileError.malformed` with the first name or shape that differs, `.io`;
  ///   `EngineError.device` where memory is short.
  package func load(_ model: some Module, from prefix: String) throws {
    let state = model.state
    for entry in state {
      let name = prefix + entry.name
      switch entry.content {
      case .parameter(let array), .statistic(let array):
        let (values, shape) = try floats(name)
        guard Shape(shape) == array.shape else {
          throw malformed(
            "its tensor \"\(name)\" is \(Shape(shape)) where the model has \(array.shape)")
        }
        try array.update(Tensor(values, array.shape, on: array.value.kernels))
      case .counter(let counter):
        counter.value = try integers(name).first ?? 0
      }
    }
    let known = Set(state.map(\.name))
    if let stranger = names(prefix).first(where: { !known.contains($0) }) {
      throw malformed("its tensor \"\(prefix)\(stranger)\" is no weight of the model")
    }
  }
}
