import Kernels
import OpenCL
import Reference

/// The recurrence of `kernels/lstm.cl` beside `Reference/LSTM.swift`, whose input weights are the
/// identity here, so that its input is what the recurrence takes.
public enum LSTMCases: OperationCases {
  public static var checks: [KernelCase] {
    [
      lstm(LSTM(batch: 1, steps: 1, hidden: 1)), lstm(LSTM(batch: 2, steps: 1, hidden: 4)),
      lstm(LSTM(batch: 3, steps: 5, hidden: 6)), lstm(LSTM(batch: 9, steps: 3, hidden: 17)),
      lstm(LSTM(batch: 5, steps: 4, hidden: 33)), lstm(LSTM(batch: 16, steps: 2, hidden: 16)),
      lstm(LSTM(batch: 1, steps: 7, hidden: 3), masked: true),
      lstm(LSTM(batch: 6, steps: 5, hidden: 13), masked: true),
      lstm(LSTM(batch: 4, steps: 6, hidden: 5), scale: 12),
    ]
  }

  public static var timings: [KernelCase] {
    [lstm(LSTM(batch: 48, steps: 16, hidden: 128)), lstm(LSTM(batch: 32, steps: 32, hidden: 128))]
  }

  /// Sample b counts for steps - b of the steps, and for none in the middle of the first.
  private static func mask(_ size: LSTM) -> [Float] {
    (0..<size.batch * size.steps).map { place in
      let (b, t) = (place / size.steps, place % size.steps)
      return t < size.steps - b && place != size.steps / 2 ? 1 : 0
    }
  }

  /// - Parameter scale: large ones saturate the gates.
  private static func lstm(_ size: LSTM, masked: Bool = false, scale: Float = 1) -> KernelCase {
    let mask = masked ? mask(size) : nil
    let products = 16 * Double(size.outputCount * size.hidden)
    return KernelCase(
      "lstm",
      """
      batch \(size.batch), steps \(size.steps), hidden \(size.hidden)\
      \(masked ? ", mask" : "")\(scale == 1 ? "" : ", saturated")
      """,
      tolerance: 5e-6, flops: products, traffic: Traffic(bytes: 64 * Double(size.outputCount)),
      inputs: {
        var random = CaseInputs(seed: 50)
        let reach = 1 / Float(size.hidden).squareRoot()
        return [
          random.normal(size.gateCount, scale: scale),
          random.uniform(4 * size.hidden * size.hidden, in: -reach...reach),
          random.normal(size.stateCount), random.normal(size.stateCount),
          random.normal(size.outputCount), random.normal(size.stateCount),
          random.normal(size.stateCount),
        ]
      },
      outputs: [
        ("y", size.outputCount), ("hidden", size.stateCount), ("cell", size.stateCount),
        ("dprojection", size.gateCount), ("dh0", size.stateCount), ("dc0", size.stateCount),
      ],
      run: { (kernels, given, results) throws(OpenCLError) in
        let float = MemoryLayout<Float>.stride
        let mask = try mask.map { (mask) throws(OpenCLError) in
          try kernels.queue.makeBuffer(mask)
        }
        let record = try kernels.lstm(
          projection: LSTMProjection(given[0]), weightHH: given[1], h0: given[2], c0: given[3],
          mask: mask,
          size, into: results[0], last: (results[1], results[2]))
        let gradient = try kernels.lstmGradient(
          record, weightHH: given[1], mask: mask, size, dy: given[4],
          dLast: (given[5], given[6]))
        try kernels.queue.copy(
          gradient.projection, to: results[3], bytes: size.gateCount * float)
        try kernels.queue.copy(gradient.h0, to: results[4], bytes: size.stateCount * float)
        try kernels.queue.copy(gradient.c0, to: results[5], bytes: size.stateCount * float)
      },
      expected: { reference(size, mask?.map(Double.init), $0) })
  }

  private static func reference(_ size: LSTM, _ mask: [Double]?, _ given: [[Double]])
    -> [[Double]]
  {
    let gates = 4 * size.hidden
    let identity = (0..<gates * gates).map { $0 / gates == $0 % gates ? 1.0 : 0.0 }
    let zeros = [Double](repeating: 0, count: gates)
    let layer = LSTMReference(
      batch: size.batch, steps: size.steps, input: gates, hidden: size.hidden,
      weightIH: identity, weightHH: given[1], biasIH: zeros, biasHH: zeros, mask: mask)
    let output = layer.forward(x: given[0], h0: given[2], c0: given[3])
    let gradient = layer.gradient(
      x: given[0], h0: given[2], c0: given[3], gradY: given[4], gradHidden: given[5],
      gradCell: given[6])
    return [output.y, output.hidden, output.cell, gradient.x, gradient.h0, gradient.c0]
  }
}
