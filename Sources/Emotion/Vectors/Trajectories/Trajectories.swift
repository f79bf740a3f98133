extension VectorOperation {
  /// Every training that is known.
  static let trajectories = [
    classifierTrajectories, tripletGANTrajectories, mixupGANTrajectories,
  ].reduce(into: [:]) { $0.merge($1) { first, _ in first } }
}
