import Dispatch
import Synchronization

/// Makes elements ahead of time on another thread, and hands them out in their order: batches are
/// prepared while the device still works on the one before.
///
/// At most `ahead` elements wait at any time. Leaving early is harmless: what was begun is finished
/// and dropped.
public final class Prefetcher<Element: Sendable>: Sequence, IteratorProtocol {
  private let make: @Sendable (Int) -> Element
  private let queue = DispatchQueue(label: "prefetcher", qos: .userInitiated)
  /// The numbers that were not begun yet.
  private var remaining: Range<Int>
  /// The elements begun, in their order.
  private var begun: [Slot] = []

  /// - Parameters:
  ///   - numbers: the elements to make.
  ///   - ahead: how many are made before they are asked for, at least 1.
  ///   - make: makes one element from its number, one after the other on another thread.
  public init(
    _ numbers: Range<Int>, ahead: Int = 2, _ make: @escaping @Sendable (Int) -> Element
  ) {
    self.make = make
    remaining = numbers
    for _ in 0..<Swift.max(1, ahead) { begin() }
  }

  /// The next element; waits where it is not ready yet.
  public func next() -> Element? {
    guard !begun.isEmpty else { return nil }
    let element = begun.removeFirst().take()
    begin()
    return element
  }

  private func begin() {
    guard let number = remaining.popFirst() else { return }
    let slot = Slot()
    begun.append(slot)
    queue.async { [make] in slot.fill(make(number)) }
  }

  /// An element that another thread will deliver.
  private final class Slot: Sendable {
    private let element = Mutex<Element?>(nil)
    private let isFilled = DispatchSemaphore(value: 0)

    func fill(_ new: Element) {
      element.withLock { $0 = new }
      isFilled.signal()
    }

    func take() -> Element? {
      isFilled.wait()
      return element.withLock { $0 }
    }
  }
}
