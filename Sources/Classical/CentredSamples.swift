import CLAPACK

/// Samples less their mean, in double precision.
struct CentredSamples {
  let rows, columns: Int
  let values: [Double]

  /// XᵀX, the products of features, or XXᵀ, those of samples; the upper half in column order.
  func product(ofColumns: Bool) -> [Double] {
    let order = ofColumns ? columns : rows
    var product = [Double](repeating: 0, count: order * order)
    // Rows here are columns to BLAS, which takes the matrix for its transpose.
    cblas_dsyrk(
      CblasColMajor, CblasUpper, ofColumns ? CblasNoTrans : CblasTrans, Int32(order),
      Int32(ofColumns ? rows : columns), 1, values, Int32(columns), 0, &product, Int32(order))
    return product
  }

  /// UX for `count` rows u of as many numbers as there are samples.
  func transposedProduct(_ vectors: [Double], count: Int) -> [Double] {
    var product = [Double](repeating: 0, count: count * columns)
    cblas_dgemm(
      CblasRowMajor, CblasNoTrans, CblasNoTrans, Int32(count), Int32(columns), Int32(rows), 1,
      vectors, Int32(rows), values, Int32(columns), 0, &product, Int32(columns))
    return product
  }
}

extension SampleMatrix {
  /// The samples less their mean, and the mean.
  var centred: (CentredSamples, mean: [Double]) {
    var mean = [Double](repeating: 0, count: columns)
    for row in 0..<rows {
      for (column, value) in self[row].enumerated() { mean[column] += Double(value) }
    }
    for column in mean.indices { mean[column] /= Double(rows) }
    var values = self.values.map { Double($0) }
    for index in values.indices { values[index] -= mean[index % columns] }
    return (CentredSamples(rows: rows, columns: columns, values: values), mean)
  }
}
