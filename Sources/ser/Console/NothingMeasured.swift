/// Nothing was timed of all that was asked for.
struct NothingMeasured: Error, CustomStringConvertible {
  private let leftOut: [BenchReport.LeftOut]

  /// - Parameter leftOut: what was asked for, at least one.
  init(_ leftOut: [BenchReport.LeftOut]) { self.leftOut = leftOut }

  var description: String {
    let first = leftOut.first.map { " (\($0.name): \($0.cause.rawValue))" } ?? ""
    return
      "Nothing was measured: \(leftOut.count == 1 ? "what was asked for is" : "all \(leftOut.count) are") "
      + "left out\(first); "
      + (isOfMemory
        ? "give smaller batches with --batches, or another --device."
        : "run ser check, which says what disagrees.")
  }

  /// That of a device that is too small, or of a program that is wrong on it.
  var status: ExitStatus { isOfMemory ? .deviceMemory : .software }

  private var isOfMemory: Bool { leftOut.allSatisfy { $0.cause == .memory } }
}
