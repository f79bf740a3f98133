import Foundation
import Testing

@testable import ser

struct InterruptTests {
  @Test(.timeLimit(.minutes(10))) func aSignalCancelsWork() async throws {
    let value = try await Interrupt.cancelling { 3 }
    #expect(value == 3)
    await #expect(throws: CancellationError.self) {
      try await Interrupt.cancelling {
        kill(getpid(), SIGTERM)
        try await Task.sleep(for: .seconds(20))
      }
    }
  }
}
