import Classical

/// The space in which vectors are diffused: their coordinates along principal components of the training
/// vectors, each with mean 0 and deviation 1 over these, as the noise of the last step has.
///
/// Of 1582 features of some hundred recordings almost all directions are empty; a small network that is
/// to say which noise lies in each of them does not get to what the vectors are. As in latent diffusion
/// (Rombach et al. 2022) the model is of codes; that these are linear is ours.
struct DiffusionSpace: Sendable {
  private let components: PrincipalComponents
  private let scale: FeatureScale
  /// The least and the largest number of the training vectors along each component.
  let least, largest: [Float]
  /// The training vectors in this space.
  let vectors: SampleMatrix

  /// - Parameters:
  ///   - features: the training vectors.
  ///   - count: how many components; all where there are fewer.
  /// - Throws: `ClassicalError` where there is no vector, or they have no components.
  init(of features: SampleMatrix, components count: Int) throws(ClassicalError) {
    components = try PrincipalComponents(
      features, count: min(count, features.rows, features.columns))
    let coordinates = components.transform(features)
    scale = .zNorm(of: coordinates)
    vectors = scale(coordinates)
    var (least, largest) = (Array(vectors[0]), Array(vectors[0]))
    for row in 1..<max(1, vectors.rows) {
      for (column, value) in vectors[row].enumerated() {
        least[column] = min(least[column], value)
        largest[column] = max(largest[column], value)
      }
    }
    (self.least, self.largest) = (least, largest)
  }

  /// Feature vectors of vectors in this space.
  func features(of vectors: SampleMatrix) -> SampleMatrix {
    components.inverse(scale.inverse(vectors))
  }
}
