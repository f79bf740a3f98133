import Kernels
import OpenCL
import Reference

/// `kernels/permute.cl`, `kernels/permute_tiles.cl` and `kernels/copy_rows.cl` beside `Reference/Permute.swift` and `Reference/Slice.swift`.
public enum LayoutCases: OperationCases {
  public static var checks: [KernelCase] {
    [
      permute([7], [0]), permute([3, 0, 5], [2, 0, 1]), permute([3, 5], [1, 0]),
      permute([2, 3, 5], [2, 0, 1]),
      permute([2, 3, 17, 5], [0, 3, 1, 2]), permute([3, 1, 7, 2], [3, 2, 1, 0]),
      // More than a square of vectors, and not whole ones.
      permute([40, 37], [1, 0]), permute([2, 19, 33, 18], [0, 3, 1, 2]),
      permute([2, 19, 33, 18], [0, 2, 1, 3]), permute([2, 19, 33, 18], [2, 1, 3, 0]),
      permute([16, 21, 3, 17], [3, 2, 1, 0]), permute([3, 40, 64, 6], [0, 1, 3, 2]),
      slice(outer: 1, length: 9, inner: 1, 2..<7), slice(outer: 3, length: 5, inner: 17, 4..<5),
      slice(outer: 257, length: 3, inner: 2, 0..<2), exchange(outer: 5, widths: [3, 17]),
      exchange(outer: 1, widths: [300, 1, 0, 64, 5, 7, 2, 9, 33]),
    ]
  }

  public static var timings: [KernelCase] {
    [
      permute([32, 64, 128, 128], [0, 3, 1, 2]), permute([16, 512, 128, 32], [0, 1, 3, 2]),
      slice(outer: 1, length: 64, inner: 1 << 20, 16..<48),
    ]
  }

  private static func permute(_ shape: [Int], _ order: [Int]) -> KernelCase {
    let count = shape.reduce(1, *)
    return KernelCase(
      "layout", "permute \(shape) to \(order)", tolerance: 0, traffic: [.copy: count],
      inputs: {
        var random = CaseInputs(seed: 7)
        return [random.normal(count)]
      },
      outputs: [("y", count)],
      run: { (kernels, given, results) throws(OpenCLError) in
        try kernels.permute(given[0], shape: shape, order: order, into: results[0])
      },
      expected: { [PermuteReference.forward(x: $0[0], shape: shape, axes: order)] })
  }

  /// Columns of rows in the reverse order of their parts, and in place of the last part zeros.
  private static func exchange(outer: Int, widths: [Int]) -> KernelCase {
    let width = widths.reduce(0, +)
    let starts = widths.indices.map { widths[..<$0].reduce(0, +) }
    return KernelCase(
      "layout", "copy_rows of \(outer) rows of \(widths)", tolerance: 0,
      inputs: {
        var random = CaseInputs(seed: 9)
        return [random.normal(outer * width)]
      },
      outputs: [("y", outer * width)],
      run: { (kernels, given, results) throws(OpenCLError) in
        try kernels.copyRows(
          widths.indices.map { part in
            RowsCopy(
              part == widths.count - 1 ? nil : given[0], width: width, at: starts[part],
              to: results[0], width: width, at: width - starts[part] - widths[part],
              rows: outer, columns: widths[part])
          })
      },
      expected: { given in
        [
          (0..<outer).flatMap { row in
            widths.indices.reversed().flatMap { part in
              (0..<widths[part]).map {
                part == widths.count - 1 ? 0 : given[0][row * width + starts[part] + $0]
              }
            }
          }
        ]
      })
  }

  private static func slice(outer: Int, length: Int, inner: Int, _ range: Range<Int>)
    -> KernelCase
  {
    let count = outer * range.count * inner
    return KernelCase(
      "layout", "copy_rows \(range) of \(outer)x\(length)x\(inner)", tolerance: 0,
      traffic: [.copy: count],
      inputs: {
        var random = CaseInputs(seed: 8)
        return [random.normal(outer * length * inner)]
      },
      outputs: [("y", count)],
      run: { (kernels, given, results) throws(OpenCLError) in
        try kernels.copyRows([
          RowsCopy(
            given[0], width: length * inner, at: range.lowerBound * inner, to: results[0],
            width: range.count * inner, at: 0, rows: outer, columns: range.count * inner)
        ])
      },
      expected: {
        [
          SliceReference.forward(x: $0[0], length: length, range: range, outer: outer, inner: inner)
        ]
      })
  }
}
