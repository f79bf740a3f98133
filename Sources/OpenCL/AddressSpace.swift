import Foundation

/// The addresses that this process may have, of which drivers take many.
enum AddressSpace {
  /// Bytes; nil where nobody set a limit.
  static var limit: Int? {
    var limit = rlimit()
    guard getrlimit(__rlimit_resource_t(RLIMIT_AS.rawValue), &limit) == 0,
      limit.rlim_cur != .max
    else { return nil }
    return Int(clamping: limit.rlim_cur)
  }
}
