import Testing
import Training

struct LearningRateScheduleTests {
  @Test func withoutADecayAndAWarmUpTheRateIsTheSame() {
    let schedule = LearningRateSchedule(.constant, warmUp: 0, epochs: 5)
    #expect((0..<9).allSatisfy { schedule.factor(of: $0) == 1 })
  }

  @Test func warmUpRisesByEqualSteps() {
    let schedule = LearningRateSchedule(.constant, warmUp: 3, epochs: 9)
    #expect((0..<6).map(schedule.factor) == [0.25, 0.5, 0.75, 1, 1, 1])
  }

  /// As PyTorch's CosineAnnealingLR with T_max 4 has it.
  @Test func aCosineFallsToNothing() {
    let schedule = LearningRateSchedule(.cosine, warmUp: 2, epochs: 6)
    let expected = [1.0 / 3, 2.0 / 3, 1, 0.8535533905932737, 0.5, 0.14644660940672627]
    for (epoch, factor) in expected.enumerated() {
      #expect(abs(schedule.factor(of: epoch) - factor) < 1e-12)
    }
  }
}
