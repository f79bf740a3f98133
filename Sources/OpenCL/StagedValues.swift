import COpenCL
import Foundation
import Synchronization

/// A copy of values that the driver reads when it comes to them, so that nobody waits for the device
/// before a write; gone when the last to hold it lets go.
///
/// `@unchecked Sendable`: the copy is never changed, and the driver lets go of it on a thread of its
/// own.
final class StagedValues: @unchecked Sendable {
  /// Bytes of copies that wait for a device.
  final class Account: Sendable {
    fileprivate let bytes = Atomic<Int>(0)
  }

  /// The most bytes that may wait where copies are small: some training steps' worth, so that the host does
  /// not run far ahead of what the device has done.
  static let limit = 8 << 20

  /// How many copies as large as the next may wait whatever their size: two steps' worth of large batches,
  /// whose inputs are three at most.
  static let copies = 6

  let memory: UnsafeMutableRawPointer
  private let size: Int
  private let account: Account

  /// Copies so many bytes; nil where too many are waiting already.
  init?(_ values: UnsafeRawPointer, size: Int, account: Account) {
    guard account.bytes.load(ordering: .relaxed) + size <= max(Self.limit, Self.copies * size)
    else { return nil }
    account.bytes.add(size, ordering: .relaxed)
    memory = .allocate(byteCount: size, alignment: 64)
    memory.copyMemory(from: values, byteCount: size)
    self.size = size
    self.account = account
  }

  deinit {
    memory.deallocate()
    account.bytes.subtract(size, ordering: .relaxed)
  }

  /// Holds on to the copy until an event, which is given up.
  ///
  /// - Returns: OpenCL's status.
  func keep(until event: cl_event) -> cl_int {
    defer { clReleaseEvent(event) }
    let held = Unmanaged.passRetained(self)
    let status = clSetEventCallback(
      event, CL_COMPLETE,
      { _, _, held in
        if let held { Unmanaged<StagedValues>.fromOpaque(held).release() }
      }, held.toOpaque())
    if status != CL_SUCCESS {
      // Nobody will call back.
      var event: cl_event? = event
      clWaitForEvents(1, &event)
      held.release()
    }
    return status
  }
}
