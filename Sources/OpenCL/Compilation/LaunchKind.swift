/// Launches that have the same machine code, where a driver makes it at a kernel's first launch: pocl makes it
/// for the size of the groups, and for whether the work-items along each axis count in 16 bits.
struct LaunchKind: Equatable {
  let local: [Int]?
  /// The smallest range of the kind that is launched: where the driver chooses the groups, the range itself.
  let range: [Int]

  init(global: [Int], local: [Int]?) {
    self.local = local
    guard let local else {
      range = global
      return
    }
    range = zip(global, local).map { count, group in
      Self.isLong(count) ? min(count, (Self.most / group + 1) * group) : group
    }
  }

  /// Asked before each launch.
  func contains(global: [Int], local: [Int]?) -> Bool {
    guard local == self.local, global.count == range.count else { return false }
    if local == nil { return global == range }
    for axis in 0..<range.count where Self.isLong(global[axis]) != Self.isLong(range[axis]) {
      return false
    }
    return true
  }

  private static let most = 0xFFFF

  private static func isLong(_ count: Int) -> Bool { count >= most }
}
