import Foundation
import Testing

@testable import ser

struct InterruptTests {
  @Test(.timeLimit(.minutes(10))) func aSignalCancelsWork() async throws {
    // Not SIGTERM, at which the commands of all other tests would stop too.
    let value = try await Interrupt.cancelling(by: [SIGUSR1]) { 3 }
    #expect(value == 3)
    await #expect(throws: CancellationError.self) {
      try await Interrupt.cancelling(by: [SIGUSR1]) {
        kill(getpid(), SIGUSR1)
        try await Task.sleep(for: .seconds(500))
      }
    }
  }
}
