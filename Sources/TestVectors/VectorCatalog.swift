/// The operations that vectors may name.
public struct VectorCatalog: Sendable {
  private var operations: [String: VectorOperation]
  /// What sets two vectors of one of these apart may follow its name: "net_augmentor_k5".
  private var networks: [String: VectorOperation]

  /// - Parameters:
  ///   - operations: those whose names are always the same.
  ///   - networks: whole networks and trainings, of which convolutions may be part.
  package init(
    operations: [String: VectorOperation], networks: [String: VectorOperation] = [:]
  ) {
    self.operations = operations
    self.networks = networks.mapValues(\.convolving)
  }

  /// Tables as one.
  package static func table(
    _ parts: [String: VectorOperation]...
  ) -> [String: VectorOperation] {
    parts.reduce(into: [:]) { $0.merge($1) { first, _ in first } }
  }

  /// The operations of both.
  public func joined(with other: VectorCatalog) -> VectorCatalog {
    VectorCatalog(
      operations: Self.table(operations, other.operations),
      networks: Self.table(networks, other.networks))
  }

  /// The names that none of some operations has, not even as a variant; sorted.
  public func missing(among found: [String]) -> [String] {
    let ofNetworks = networks.keys.filter { name in
      !found.contains { $0 == name || $0.hasPrefix("\(name)_") }
    }
    return (operations.keys.filter { !found.contains($0) } + ofNetworks).sorted()
  }

  /// The operation that files give a name; nil where it is not known.
  func operation(named name: String) -> VectorOperation? {
    operations[name] ?? networks[name] ?? networks.first { name.hasPrefix("\($0.key)_") }?.value
  }
}

extension VectorCatalog {
  /// The operations of the engine.
  public static var engine: VectorCatalog {
    VectorCatalog(
      operations: table(
        VectorOperation.convolutions.mapValues(\.convolving), VectorOperation.matrixProducts,
        VectorOperation.poolings, VectorOperation.sequences, VectorOperation.pointwise,
        VectorOperation.losses, VectorOperation.augmentations, VectorOperation.optimizers))
  }
}

extension VectorOperation {
  /// The same where convolutions may be part of it.
  fileprivate var convolving: VectorOperation {
    var operation = self
    operation.mayConvolve = true
    return operation
  }
}
