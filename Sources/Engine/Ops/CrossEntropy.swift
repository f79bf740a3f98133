import Kernels
import OpenCL

/// The cross entropy of logits with the true classes, the mean over the rows.
///
/// - Parameters:
///   - logits: (rows, classes).
///   - labels: the class of each row.
/// - Throws: `EngineError.shape` where there are not as many labels as rows, or one is no class.
public func crossEntropy(_ logits: Tensor, labels: [Int]) throws(EngineError) -> Tensor {
  guard logits.shape.rank == 2, logits.shape[0] == labels.count,
    labels.allSatisfy((0..<logits.shape[1]).contains)
  else {
    throw .shape(
      operation: "cross entropy", expected: "a class of \(logits.shape) for every row",
      found: "\(labels.count) labels from \(labels.min() ?? 0) to \(labels.max() ?? 0)")
  }
  var oneHot = [Float](repeating: 0, count: logits.shape.count)
  for (row, label) in labels.enumerated() { oneHot[row * logits.shape[1] + label] = 1 }
  return try crossEntropy(logits, targets: Tensor(oneHot, logits.shape, on: logits.kernels))
}

/// The cross entropy of logits with probabilities, the mean over the rows; no gradient for the
/// targets.
///
/// - Parameters:
///   - logits: (rows, classes).
///   - targets: (rows, classes), the probability of each class.
/// - Throws: `EngineError.shape` where the two are not (rows, classes) alike or are empty,
///   `.device` where memory is short or the device fails.
public func crossEntropy(_ logits: Tensor, targets: Tensor) throws(EngineError) -> Tensor {
  guard logits.shape.rank == 2, logits.shape == targets.shape, logits.shape.count > 0 else {
    throw .shape(
      operation: "cross entropy", expected: "(rows, classes) for logits and targets alike",
      found: "\(logits.shape) and \(targets.shape)")
  }
  let (rows, classes) = (logits.shape[0], logits.shape[1])
  let (losses, mean) = (try logits.uninitialized([rows]), try logits.uninitialized(.scalar))
  try onDevice { () throws(OpenCLError) in
    try logits.kernels.crossEntropy(
      logits.buffer, targets: targets.buffer, into: RowLosses(losses.buffer, mean: mean.buffer),
      rows: rows, classes: classes)
  }
  let (z, t) = (logits.detached, targets.detached)
  return mean.recorded("cross entropy", from: [logits, targets]) {
    (upstream, _) throws(EngineError) in
    let gradient = try z.uninitialized(z.shape)
    try onDevice { () throws(OpenCLError) in
      try z.kernels.crossEntropyGradient(
        z.buffer, targets: t.buffer, upstream: .mean(upstream.buffer), into: gradient.buffer,
        rows: rows, classes: classes)
    }
    return [gradient, nil]
  }
}
