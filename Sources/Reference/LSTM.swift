import Foundation

/// A long short-term memory layer over a sequence, with PyTorch's gate order i, f, g, o, two biases
/// and weights (4·hidden, input) and (4·hidden, hidden).
///
/// A mask (batch, steps) of 0 and 1 skips steps: h and c stay as they were, and the step's y is 0.
public struct LSTMReference: Sendable {
  public var batch: Int
  public var steps: Int
  public var input: Int
  public var hidden: Int
  /// (4·hidden, input).
  public var weightIH: [Double]
  /// (4·hidden, hidden).
  public var weightHH: [Double]
  /// (4·hidden).
  public var biasIH: [Double]
  /// (4·hidden).
  public var biasHH: [Double]
  /// (batch, steps), or nil where every step counts.
  public var mask: [Double]?

  public init(
    batch: Int, steps: Int, input: Int, hidden: Int, weightIH: [Double], weightHH: [Double],
    biasIH: [Double], biasHH: [Double], mask: [Double]? = nil
  ) {
    self.batch = batch
    self.steps = steps
    self.input = input
    self.hidden = hidden
    self.weightIH = weightIH
    self.weightHH = weightHH
    self.biasIH = biasIH
    self.biasHH = biasHH
    self.mask = mask
  }

  public struct Output {
    /// (batch, steps, hidden).
    public var y: [Double]
    /// (batch, hidden): the last h and c.
    public var hidden: [Double]
    public var cell: [Double]
  }

  public struct Gradient {
    public var x: [Double]
    public var h0: [Double]
    public var c0: [Double]
    public var weightIH: [Double]
    public var weightHH: [Double]
    public var biasIH: [Double]
    public var biasHH: [Double]
  }

  /// One step of one sample, as the backward pass needs it.
  private struct Step {
    var i: [Double]
    var f: [Double]
    var g: [Double]
    var o: [Double]
    var hiddenBefore: [Double]
    var cellBefore: [Double]
    var cell: [Double]
  }

  /// - Parameters:
  ///   - x: (batch, steps, input).
  ///   - h0: (batch, hidden).
  ///   - c0: (batch, hidden).
  public func forward(x: [Double], h0: [Double], c0: [Double]) -> Output {
    var output = Output(
      y: [Double](repeating: 0, count: batch * steps * hidden), hidden: h0, cell: c0)
    for b in 0..<batch {
      var h = row(h0, b, hidden)
      var c = row(c0, b, hidden)
      for t in 0..<steps where counts(b, t) {
        let step = self.step(row(x, b * steps + t, input), h, c)
        c = step.cell
        for k in 0..<hidden {
          h[k] = step.o[k] * tanh(c[k])
          output.y[(b * steps + t) * hidden + k] = h[k]
        }
      }
      for k in 0..<hidden {
        output.hidden[b * hidden + k] = h[k]
        output.cell[b * hidden + k] = c[k]
      }
    }
    return output
  }

  /// Backward through time.
  /// - Parameters:
  ///   - gradY: (batch, steps, hidden).
  ///   - gradHidden: (batch, hidden), of the last h; `gradCell` of the last c.
  public func gradient(
    x: [Double], h0: [Double], c0: [Double],
    gradY: [Double], gradHidden: [Double], gradCell: [Double]
  ) -> Gradient {
    var gradient = Gradient(
      x: x.map { _ in 0 }, h0: gradHidden, c0: gradCell, weightIH: weightIH.map { _ in 0 },
      weightHH: weightHH.map { _ in 0 }, biasIH: biasIH.map { _ in 0 },
      biasHH: biasHH.map { _ in 0 })
    for b in 0..<batch {
      var dh = row(gradHidden, b, hidden)
      var dc = row(gradCell, b, hidden)
      for (t, step) in history(x, h0, c0, sample: b).reversed() {
        var gates = [Double](repeating: 0, count: 4 * hidden)
        for k in 0..<hidden {
          dh[k] += gradY[(b * steps + t) * hidden + k]
          let squashed = tanh(step.cell[k])
          dc[k] += dh[k] * step.o[k] * (1 - squashed * squashed)
          gates[k] = dc[k] * step.g[k] * step.i[k] * (1 - step.i[k])
          gates[hidden + k] = dc[k] * step.cellBefore[k] * step.f[k] * (1 - step.f[k])
          gates[2 * hidden + k] = dc[k] * step.i[k] * (1 - step.g[k] * step.g[k])
          gates[3 * hidden + k] = dh[k] * squashed * step.o[k] * (1 - step.o[k])
          dc[k] *= step.f[k]
        }
        dh = transposed(weightHH, gates, columns: hidden)
        let dx = transposed(weightIH, gates, columns: input)
        for k in 0..<input { gradient.x[(b * steps + t) * input + k] = dx[k] }
        for (j, gate) in gates.enumerated() {
          gradient.biasIH[j] += gate
          gradient.biasHH[j] += gate
          for k in 0..<input {
            gradient.weightIH[j * input + k] += gate * x[(b * steps + t) * input + k]
          }
          for k in 0..<hidden {
            gradient.weightHH[j * hidden + k] += gate * step.hiddenBefore[k]
          }
        }
      }
      for k in 0..<hidden {
        gradient.h0[b * hidden + k] = dh[k]
        gradient.c0[b * hidden + k] = dc[k]
      }
    }
    return gradient
  }

  /// The steps of one sample that count, in order.
  private func history(
    _ x: [Double], _ h0: [Double], _ c0: [Double], sample b: Int
  ) -> [(time: Int, step: Step)] {
    var result: [(time: Int, step: Step)] = []
    var h = row(h0, b, hidden)
    var c = row(c0, b, hidden)
    for t in 0..<steps where counts(b, t) {
      let step = self.step(row(x, b * steps + t, input), h, c)
      c = step.cell
      h = zip(step.o, c).map { $0 * tanh($1) }
      result.append((t, step))
    }
    return result
  }

  private func step(_ x: [Double], _ h: [Double], _ c: [Double]) -> Step {
    let gates = (0..<4 * hidden).map { j in
      var sum = biasIH[j] + biasHH[j]
      for k in 0..<input { sum += weightIH[j * input + k] * x[k] }
      for k in 0..<hidden { sum += weightHH[j * hidden + k] * h[k] }
      return sum
    }
    let i = row(gates, 0, hidden).map(SigmoidReference.value)
    let f = row(gates, 1, hidden).map(SigmoidReference.value)
    let g = row(gates, 2, hidden).map { tanh($0) }
    let o = row(gates, 3, hidden).map(SigmoidReference.value)
    let cell = (0..<hidden).map { f[$0] * c[$0] + i[$0] * g[$0] }
    return Step(i: i, f: f, g: g, o: o, hiddenBefore: h, cellBefore: c, cell: cell)
  }

  private func counts(_ b: Int, _ t: Int) -> Bool { mask?[b * steps + t] ?? 1 != 0 }

  private func row(_ values: [Double], _ index: Int, _ width: Int) -> [Double] {
    Array(values[index * width..<(index + 1) * width])
  }

  /// The product of the transposed matrix (rows of `columns`) and a vector.
  private func transposed(_ matrix: [Double], _ vector: [Double], columns: Int) -> [Double] {
    (0..<columns).map { k in
      vector.indices.reduce(0) { $0 + matrix[$1 * columns + k] * vector[$1] }
    }
  }
}
