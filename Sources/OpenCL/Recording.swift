/// What queues that compute nothing were told to do.
public final class Recording {
  public struct Launch {
    public let kernel: Kernel
    public let global: [Int]
    /// nil where the driver chooses.
    public let local: [Int]?
    public let work: LaunchWork
  }

  /// What moves or sets memory without a kernel.
  public enum Transfer: String, CaseIterable, Sendable {
    case write, read, copy, fill
  }

  /// What was noted since another time.
  public struct Part {
    /// In their order.
    public fileprivate(set) var launches: [Launch] = []
    public fileprivate(set) var transfers: [Transfer: Int] = [:]
    /// What the device would refuse, and how often.
    public fileprivate(set) var excesses: [Excess: Int] = [:]
  }

  public struct Excess: Hashable, Sendable {
    public let kernel: String
    public let excess: LaunchExcess
  }

  private var part = Part()

  public init() {}

  /// What was noted since the last call.
  public func take() -> Part {
    defer { part = Part() }
    return part
  }

  func note(_ launch: Launch) { part.launches.append(launch) }

  func note(_ transfer: Transfer) { part.transfers[transfer, default: 0] += 1 }

  func note(_ excess: LaunchExcess, of kernel: String) {
    part.excesses[Excess(kernel: kernel, excess: excess), default: 0] += 1
  }
}
