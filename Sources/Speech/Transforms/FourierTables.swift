import CFourier

/// Transforms of M complex numbers, a power of two: the tables that they multiply by.
///
/// `@unchecked Sendable`: tables are not changed once they are made.
final class FourierTables: @unchecked Sendable {
  /// What vectors in C rely on, in bytes, of every array.
  static let alignment = 64
  static var shortest: Int { Int(fourier_shortest) }

  /// Number of complex numbers M.
  let length: Int
  private let memory: UnsafeMutableRawPointer
  /// For the functions of `CFourier`.
  let values: UnsafePointer<Double>

  /// - Parameter length: a power of two, `shortest` or more.
  init(length: Int) {
    precondition(length >= Self.shortest && length.nonzeroBitCount == 1)
    self.length = length
    let count = Int(fourier_table_size(Int64(length)))
    memory = .allocate(
      byteCount: count * MemoryLayout<Double>.stride, alignment: Self.alignment)
    let tables = memory.bindMemory(to: Double.self, capacity: count)
    fourier_make_tables(Int64(length), tables)
    values = UnsafePointer(tables)
  }

  deinit { memory.deallocate() }

  /// Lends room for so many numbers, all zero at first, at an address that vectors can have.
  static func withRoom<Result>(
    for count: Int, _ body: (UnsafeMutablePointer<Double>) -> Result
  ) -> Result {
    withUnsafeTemporaryAllocation(
      byteCount: count * MemoryLayout<Double>.stride, alignment: alignment
    ) { bytes in
      let values = bytes.bindMemory(to: Double.self)
      values.initialize(repeating: 0)
      // It is not empty, so that it has an address.
      return body(values.baseAddress!)
    }
  }

  /// Where the real part of a number is among numbers by fours; its imaginary part is four further.
  static func place(_ index: Int) -> Int { 8 * (index / 4) + index % 4 }
}
