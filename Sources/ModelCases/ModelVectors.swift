public import TestVectors

extension VectorCatalog {
  /// The papers' networks and trainings, and what they need beside the engine.
  public static var models: VectorCatalog {
    VectorCatalog(
      operations: table(VectorOperation.paperLosses, VectorOperation.metrics),
      networks: table(
        VectorOperation.networks, VectorOperation.classifierTrajectories,
        VectorOperation.tripletGANTrajectories, VectorOperation.mixupGANTrajectories))
  }
}
