import Dispatch
import Foundation
import Synchronization
import Training

/// The user's wish to stop: Ctrl-C, `kill`, the end of the connection, or that of the time that a cluster
/// gives. The first is noted, so that long work stops at its next step and saves; a second one, a second later or more, ends the process at once.
final class Interrupt: Sendable {
  private let requested: Mutex<ContinuousClock.Instant?> = Mutex(nil)
  private let onRequest: @Sendable () -> Void
  fileprivate let isWitness: Bool
  /// What Ctrl-C, `kill`, a terminal that goes away and Slurm's `--signal=USR1@120` send.
  static let signals = [SIGINT, SIGTERM, SIGHUP, SIGUSR1]
  /// Those that whoever started the program has it ignore, as `nohup` does. Asked for before anything else:
  /// compilers of OpenCL drivers put handlers of their own in place.
  static let ignored = signals.filter { number in
    var action = sigaction()
    sigaction(number, nil, &action)
    return action.handlerAddress == unsafeBitCast(SIG_IGN, to: Int.self)
  }

  /// Whether to stop at the next step.
  var isRequested: Bool { requested.withLock { $0 != nil } }

  /// Listens from now on, and to a signal that came when nobody did.
  ///
  /// - Parameters:
  ///   - signals: those that are the user's wish.
  ///   - isWitness: whether it only looks on: who listens later gets the signal too.
  ///   - onRequest: called once, from a thread of its own.
  init(
    _ signals: [Int32] = signals, asWitness isWitness: Bool = false,
    onRequest: @escaping @Sendable () -> Void = {}
  ) {
    self.onRequest = onRequest
    self.isWitness = isWitness
    SignalWatch.process.add(self, to: signals)
  }

  deinit { SignalWatch.process.remove(self) }

  fileprivate func receive(_ number: Int32) {
    let first = requested.withLock { requested in
      let first = requested
      requested = first ?? ContinuousClock.now
      return first
    }
    guard let first else { return onRequest() }
    if Self.isAnother(since: first) { _exit(128 + number) }
  }

  /// Whether a signal is a wish of its own: `timeout` and terminals that close send several, which are one.
  fileprivate static func isAnother(since first: ContinuousClock.Instant) -> Bool {
    ContinuousClock.now - first >= .seconds(1)
  }

  /// Waits for something, unless the user wishes to stop.
  ///
  /// - Parameter wait: gets what tells whether to wait no more.
  /// - Throws: what the wait throws; `TrainingInterrupted` where the wish came meanwhile.
  static func stopping<Value>(
    _ wait: (_ isStopped: @escaping () -> Bool) throws -> Value
  ) throws -> Value {
    let interrupt = Interrupt()
    let value = try wait { interrupt.isRequested }
    if interrupt.isRequested { throw TrainingInterrupted(part: "waiting for others") }
    return value
  }

  /// Runs work that keeps nothing before it is done: the user's wish to stop ends the process.
  ///
  /// - Throws: what the work throws.
  static func ending<Value>(_ work: () throws -> Value) rethrows -> Value {
    let interrupt = Interrupt {
      StandardStreams.say("ser: \(Interrupted())\n")
      // Not by way of what drivers do at the end, which would wait for the device.
      _exit(ExitStatus.interrupted.rawValue)
    }
    defer { withExtendedLifetime(interrupt) {} }
    return try work()
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

extension sigaction {
  /// Of the function that is called.
  fileprivate var handlerAddress: Int {
    unsafeBitCast(__sigaction_handler.sa_handler, to: Int.self)
  }
}

/// The signals of the process, to which it listens from the first time that anybody asks: between two parts of
/// a command's work nobody does, and a signal would be lost.
private final class SignalWatch: Sendable {
  static let process = SignalWatch()

  private struct Listener {
    let signals: [Int32]
    let isWitness: Bool
    let receive: @Sendable (Int32) -> Void
  }

  private struct State {
    var sources: [Int32: any DispatchSourceSignal] = [:]
    var listeners: [ObjectIdentifier: Listener] = [:]
    /// What is done at each signal, as long as nobody takes that away.
    var actions: [Int32: sigaction] = [:]
    /// Sees that nobody does.
    var guardian: (any DispatchSourceTimer)?
    /// Those that came when nobody listened, and when first.
    var unheard: [Int32: ContinuousClock.Instant] = [:]
  }

  private let state = Mutex(State())

  func add(_ interrupt: Interrupt, to signals: [Int32]) {
    let receive: @Sendable (Int32) -> Void = { [weak interrupt] in interrupt?.receive($0) }
    let missed = state.withLock { state in
      for number in signals where state.sources[number] == nil {
        state.sources[number] = listen(to: number)
        var action = sigaction()
        sigaction(number, nil, &action)
        state.actions[number] = action
      }
      if state.guardian == nil { state.guardian = guardian() }
      state.listeners[ObjectIdentifier(interrupt)] = Listener(
        signals: signals, isWitness: interrupt.isWitness, receive: receive)
      if interrupt.isWitness { return signals.first { state.unheard[$0] != nil } }
      let missed = signals.filter { state.unheard.removeValue(forKey: $0) != nil }
      return missed.first
    }
    if let missed { receive(missed) }
  }

  func remove(_ interrupt: Interrupt) {
    state.withLock { _ = $0.listeners.removeValue(forKey: ObjectIdentifier(interrupt)) }
  }

  /// Returns once it listens: a signal that came before would be lost.
  private func listen(to number: Int32) -> any DispatchSourceSignal {
    let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
    source.setEventHandler { [weak self] in self?.hear(number) }
    let registered = DispatchGroup()
    registered.enter()
    source.setRegistrationHandler { registered.leave() }
    source.activate()
    registered.wait()
    return source
  }

  /// LLVM, by which drivers such as pocl compile, puts handlers of its own in place when it first does. That
  /// of SIGUSR1 does nothing; those of the others raise the signal again for who had it before.
  private func guardian() -> any DispatchSourceTimer {
    let timer = DispatchSource.makeTimerSource(queue: .global())
    timer.schedule(deadline: .now(), repeating: .milliseconds(50), leeway: .milliseconds(10))
    timer.setEventHandler { [weak self] in
      for (number, var action) in self?.state.withLock(\.actions) ?? [:] {
        var present = sigaction()
        sigaction(number, nil, &present)
        if present.handlerAddress != action.handlerAddress { sigaction(number, &action, nil) }
      }
    }
    timer.activate()
    return timer
  }

  private func hear(_ number: Int32) {
    if Interrupt.ignored.contains(number) { return }
    let listeners = state.withLock { state in
      let listeners = state.listeners.values.filter { $0.signals.contains(number) }
      if listeners.allSatisfy(\.isWitness) {
        let first = state.unheard[number]
        state.unheard[number] = first ?? ContinuousClock.now
        if let first, Interrupt.isAnother(since: first) { _exit(128 + number) }
      }
      return listeners
    }
    for listener in listeners { listener.receive(number) }
  }
}

/// Long work that the user stopped.
struct Interrupted: Error, CustomStringConvertible {
  /// The command that goes on with it; nil where there is nothing to go on with.
  var resuming: String?

  var description: String {
    guard let resuming else { return "Stopped; run the command again." }
    let unseen =
      RankProcess.unseenLauncher.map { "give \($0) its further options again and " } ?? ""
    return "Stopped and saved; \(unseen)go on with: \(resuming)"
  }
}
