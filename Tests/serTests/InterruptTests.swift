import Foundation
import Testing

@testable import ser

struct InterruptTests {
  @Test(.timeLimit(.minutes(10))) func aSignalCancelsWork() async throws {
    // Not SIGTERM, at which the commands of all other tests would stop too.
    let value = try await Interrupt.cancelling(by: [SIGWINCH]) { 3 }
    #expect(value == 3)
    await #expect(throws: CancellationError.self) {
      try await Interrupt.cancelling(by: [SIGWINCH]) {
        kill(getpid(), SIGWINCH)
        try await Task.sleep(for: .seconds(500))
      }
    }
  }

  private func waitFor(_ interrupt: Interrupt) {
    let end = ContinuousClock.now + .seconds(60)
    while !interrupt.isRequested, ContinuousClock.now < end { Thread.sleep(forTimeInterval: 0.001) }
  }

  /// As `timeout` sends them, to the program and to its group; and one between two parts of the work.
  @Test func signalsThatFollowAtOnceAreOneAndNoneIsLost() {
    do {
      let interrupt = Interrupt([SIGUSR2])
      for _ in 0..<3 { kill(getpid(), SIGUSR2) }
      waitFor(interrupt)
      #expect(interrupt.isRequested)
      // The others may be on their way.
      Thread.sleep(forTimeInterval: 0.05)
    }
    kill(getpid(), SIGUSR2)
    let next = Interrupt([SIGUSR2])
    waitFor(next)
    #expect(next.isRequested)
  }

  /// As the compilers of OpenCL drivers do when they are first used.
  @Test func aHandlerThatIsTakenAwayIsPutBack() {
    let interrupt = Interrupt([SIGURG])
    let end = ContinuousClock.now + .seconds(60)
    signal(SIGURG) { _ in }
    while !interrupt.isRequested, ContinuousClock.now < end {
      kill(getpid(), SIGURG)
      Thread.sleep(forTimeInterval: 0.01)
    }
    #expect(interrupt.isRequested)
  }
}
