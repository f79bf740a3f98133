import Dispatch
import Foundation
import Synchronization

/// The user's wish to stop: Ctrl-C, `kill`, or the end of the connection. The first is noted, so that long work stops at its
/// next step and saves; the second ends the process at once.
///
/// `@unchecked Sendable`: the signal sources are set up once, and the flag is atomic.
final class Interrupt: @unchecked Sendable {
  private let requested = Atomic<Bool>(false)
  private var sources: [any DispatchSourceSignal] = []
  /// What Ctrl-C, `kill` and a terminal that goes away send.
  static let signals = [SIGINT, SIGTERM, SIGHUP]
  /// Those that whoever started the program has it ignore, as `nohup` does. Asked for before anything else:
  /// compilers of OpenCL drivers put handlers of their own in place.
  static let ignored = signals.filter { number in
    var action = sigaction()
    sigaction(number, nil, &action)
    return unsafeBitCast(action.__sigaction_handler.sa_handler, to: Int.self)
      == unsafeBitCast(SIG_IGN, to: Int.self)
  }

  /// Whether to stop at the next step.
  var isRequested: Bool { requested.load(ordering: .relaxed) }

  /// Listens from now on.
  ///
  /// - Parameters:
  ///   - signals: those that are the user's wish.
  ///   - onRequest: called once, from a thread of its own.
  init(_ signals: [Int32] = signals, onRequest: @escaping @Sendable () -> Void = {}) {
    let registered = DispatchGroup()
    for number in signals {
      let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
      source.setEventHandler { [weak self] in self?.receive(number, onRequest) }
      registered.enter()
      source.setRegistrationHandler { registered.leave() }
      source.activate()
      sources.append(source)
    }
    // A signal that came before would be lost.
    registered.wait()
  }

  deinit {
    for source in sources { source.cancel() }
  }

  private func receive(_ number: Int32, _ onRequest: () -> Void) {
    if Self.ignored.contains(number) { return }
    if requested.exchange(true, ordering: .relaxed) {
      _exit(128 + number)
    } else {
      onRequest()
    }
  }

  /// Runs work that ends by cancellation where the user wishes to stop.
  ///
  /// - Parameter signals: those that are the user's wish.
  /// - Throws: what the work throws; `CancellationError` where it was stopped.
  static func cancelling<Value: Sendable>(
    by signals: [Int32] = signals, _ work: @escaping @Sendable () async throws -> Value
  ) async throws -> Value {
    let (wish, continuation) = AsyncStream<Void>.makeStream()
    let interrupt = Interrupt(signals) { continuation.finish() }
    defer { withExtendedLifetime(interrupt) {} }
    return try await withThrowingTaskGroup(of: Value?.self) { group in
      group.addTask { try await work() }
      group.addTask {
        for await _ in wish {}
        return nil
      }
      // Either the work is done, or the wish to stop has come and the work is about to end.
      while let result = try await group.next() {
        group.cancelAll()
        if let result { return result }
      }
      throw CancellationError()
    }
  }
}

/// Long work that the user stopped.
struct Interrupted: Error, CustomStringConvertible {
  /// The command that goes on with it; nil where there is nothing to go on with.
  var resuming: String?

  var description: String {
    resuming.map { "Stopped and saved; go on with: \($0)" } ?? "Stopped; run the command again."
  }
}
