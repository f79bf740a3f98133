import CLAPACK

/// Principal component analysis by LAPACK, in double precision.
public struct PrincipalComponents: Sendable, Equatable {
  /// The mean of each feature.
  public let mean: [Float]
  /// components × features, of unit length, those of the largest variance first. The entry of
  /// largest magnitude of each is positive, so that a component has one sign only. Where the
  /// samples span fewer dimensions than asked for, the further components are 0.
  public let components: SampleMatrix
  /// The variance along each component, over count - 1.
  public let variances: [Double]

  /// Fits to samples.
  ///
  /// - Parameter count: how many components; at most the number of features and of samples.
  /// - Throws: `ClassicalError.samples` where there are too few samples or a feature is no finite
  ///   number, `.setting` where `count` is above the number of features.
  public init(_ samples: SampleMatrix, count: Int) throws(ClassicalError) {
    try samples.requireFinite(for: "principal component analysis")
    guard (1...samples.columns).contains(count) else {
      throw .setting(
        "\(count) principal components cannot be had of \(samples.columns) features; choose from 1 "
          + "to \(samples.columns).")
    }
    guard count <= samples.rows else {
      throw .samples(
        "\(count) principal components want at least as many samples, and there are "
          + "\(samples.rows); choose fewer components.")
    }
    let (centred, mean) = samples.centred
    self.mean = mean.map { Float($0) }
    // Whichever is smaller of XᵀX and XXᵀ: they share the eigenvalues λ that are not 0, and Xᵀu/√λ
    // is an eigenvector of the first where u is one of the second.
    let ofFeatures = samples.columns <= samples.rows
    let (eigenvalues, vectors) = try largestEigenpairs(
      centred.product(ofColumns: ofFeatures), order: min(samples.rows, samples.columns),
      count: count)
    let axes = ofFeatures ? vectors : centred.transposedProduct(vectors, count: count)
    // Below this an eigenvalue is rounding, and its vector anything.
    let negligible = 1e-12 * max(0, eigenvalues[0])
    variances = eigenvalues.map { $0 > negligible ? $0 / Double(max(1, samples.rows - 1)) : 0 }
    components = SampleMatrix(
      rows: count, columns: samples.columns,
      values: (0..<count).flatMap { k in
        eigenvalues[k] > negligible
          ? oriented(axes[k * samples.columns..<(k + 1) * samples.columns])
          : [Float](repeating: 0, count: samples.columns)
      })
  }

  /// The coordinates of samples along the components, samples × components.
  public func transform(_ samples: SampleMatrix) -> SampleMatrix {
    precondition(samples.columns == mean.count, "the features that it was fitted to")
    var values: [Float] = []
    values.reserveCapacity(samples.rows * components.rows)
    for row in 0..<samples.rows {
      let centred = zip(samples[row], mean).map { Double($0) - Double($1) }
      for component in 0..<components.rows {
        values.append(
          Float(zip(centred, components[component]).reduce(0) { $0 + $1.0 * Double($1.1) }))
      }
    }
    return SampleMatrix(rows: samples.rows, columns: components.rows, values: values)
  }

  /// The samples with these coordinates along the components, and the mean in all that these leave out.
  public func inverse(_ coordinates: SampleMatrix) -> SampleMatrix {
    precondition(coordinates.columns == components.rows, "a coordinate along each component")
    var values: [Float] = []
    values.reserveCapacity(coordinates.rows * components.columns)
    for row in 0..<coordinates.rows {
      var sample = mean.map { Double($0) }
      for (component, coordinate) in coordinates[row].enumerated() {
        for (column, weight) in components[component].enumerated() {
          sample[column] += Double(coordinate) * Double(weight)
        }
      }
      values += sample.map { Float($0) }
    }
    return SampleMatrix(rows: coordinates.rows, columns: components.columns, values: values)
  }
}

/// The vector at unit length, its entry of largest magnitude positive.
private func oriented(_ vector: ArraySlice<Double>) -> [Float] {
  let length = vector.reduce(0) { $0 + $1 * $1 }.squareRoot()
  let largest = vector.max { abs($0) < abs($1) } ?? 0
  let factor = (largest < 0 ? -1 : 1) / length
  return vector.map { Float($0 * factor) }
}

/// The largest eigenvalues of a symmetric matrix and their eigenvectors, a row each, the largest
/// first.
///
/// - Throws: `ClassicalError.samples` where LAPACK does not find them all.
private func largestEigenpairs(_ matrix: [Double], order: Int, count: Int)
  throws(ClassicalError) -> (values: [Double], vectors: [Double])
{
  var (matrix, found) = (matrix, Int32(0))
  var values = [Double](repeating: 0, count: order)
  var vectors = [Double](repeating: 0, count: order * count)
  var support = [Int32](repeating: 0, count: 2 * count)
  let size = Int32(order)
  let status = LAPACKE_dsyevr(
    LAPACK_COL_MAJOR, CChar(UInt8(ascii: "V")), CChar(UInt8(ascii: "I")),
    CChar(UInt8(ascii: "U")), size, &matrix, size, 0, 0, Int32(order - count + 1), size, 0,
    &found, &values, &vectors, size, &support)
  guard status == 0, found == count else {
    throw .samples(
      "LAPACK found \(found) of \(count) principal components (status \(status)); look for features "
        + "of enormous size among the samples.")
  }
  let ascending = (0..<count).reversed()
  return (
    ascending.map { values[$0] }, ascending.flatMap { vectors[$0 * order..<($0 + 1) * order] }
  )
}
