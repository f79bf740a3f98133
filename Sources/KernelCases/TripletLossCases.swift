import Kernels
import OpenCL
import Reference

/// `kernels/triplet_loss.cl` beside `Reference/TripletLoss.swift`.
public enum TripletLossCases: OperationCases {
  public static var checks: [KernelCase] {
    [(1, 1), (6, 8), (5, 17), (33, 131)].flatMap { (rows, columns) in
      [triplet(rows, columns, margin: 7), triplet(rows, columns, margin: 0)]
    }
  }

  public static var timings: [KernelCase] { [triplet(4096, 128, margin: 7)] }

  private static func triplet(_ rows: Int, _ columns: Int, margin: Float) -> KernelCase {
    let count = rows * columns
    return KernelCase(
      "triplet_loss", "\(rows)x\(columns), margin \(margin)",
      traffic: Traffic(bytes: 36 * Double(count)),
      inputs: {
        var random = CaseInputs(seed: 43)
        // Coarse steps make many pairs equal, where the slope is 0.
        let coarse = (0..<3).map { _ in random.integers(count, in: -4..<4).map { Float($0) } }
        return coarse + [[1]]
      },
      outputs: [
        ("loss", 1), ("active", 1), ("danchor", count), ("dpositive", count), ("dnegative", count),
      ],
      run: { (kernels, given, results) throws(OpenCLError) in
        let (losses, active) = (try kernels.floats(rows), try kernels.floats(rows))
        try kernels.tripletLoss(
          anchor: given[0], positive: given[1], negative: given[2], margin: margin,
          into: RowLosses(losses, mean: results[0]), rows: rows, columns: columns)
        try kernels.tripletLossActive(
          losses, into: RowLosses(active, mean: results[1]), rows: rows)
        try kernels.tripletLossGradient(
          anchor: given[0], positive: given[1], negative: given[2], losses: losses,
          upstream: .mean(given[3]), into: (results[2], results[3], results[4]), rows: rows,
          columns: columns)
      },
      expected: {
        let gradient = TripletLossReference.gradient(
          anchor: $0[0], positive: $0[1], negative: $0[2], margin: Double(margin),
          columns: columns)
        let loss = TripletLossReference.forward(
          anchor: $0[0], positive: $0[1], negative: $0[2], margin: Double(margin),
          columns: columns)
        let active = TripletLossReference.active(
          anchor: $0[0], positive: $0[1], negative: $0[2], margin: Double(margin),
          columns: columns)
        return [[loss], [active], gradient.anchor, gradient.positive, gradient.negative]
      })
  }
}
