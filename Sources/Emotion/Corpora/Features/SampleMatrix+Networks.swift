public import Classical
import Engine
import Kernels
import Training

extension SampleMatrix {
  /// A row for each label: 1 at its position, else 0.
  public init(oneHot labels: [Int], classes: Int) {
    self.init(
      rows: labels.count, columns: classes,
      values: [Float](repeating: 0, count: labels.count * classes))
    for (row, label) in labels.enumerated() { values[row * classes + label] = 1 }
  }

  /// Where each row has its largest number, the first of several.
  var largest: [Int] {
    (0..<rows).map { row in
      let start = row * columns
      return (0..<columns).reduce(0) { values[start + $1] > values[start + $0] ? $1 : $0 }
    }
  }

  /// Row i of the result is weights[i] times this row i and 1 - weights[i] times row i of another.
  func blended(with other: SampleMatrix, weights: [Float]) -> SampleMatrix {
    precondition(columns == other.columns && rows == other.rows && rows == weights.count)
    var blend = self
    for (row, weight) in weights.enumerated() {
      for index in row * columns..<(row + 1) * columns {
        blend.values[index] = weight * values[index] + (1 - weight) * other.values[index]
      }
    }
    return blend
  }

  /// The same on a device: rows × columns.
  ///
  /// - Throws: `EngineError.device` where memory is short or the device fails.
  func tensor(on kernels: Kernels) throws(EngineError) -> Tensor {
    try Tensor(values, [rows, columns], on: kernels)
  }

  /// Every row through a network in inference, some hundred at a time.
  ///
  /// - Throws: what `network` throws, `EngineError.device` where memory is short or the device
  ///   fails.
  func mapped(
    on kernels: Kernels, by network: (Tensor, Phase) throws(EngineError) -> Tensor
  ) throws(EngineError) -> SampleMatrix {
    var mapped: [Float] = []
    for rows in BatchOrder.inOrder(self.rows, by: 512) {
      mapped += try network(selecting(rows).tensor(on: kernels), .inference).values()
    }
    return SampleMatrix(rows: rows, columns: mapped.count / max(1, rows), values: mapped)
  }
}
