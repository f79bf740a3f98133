import Testing

@testable import Ranks

/// Which samples each process computes.
@Suite struct BatchShareTests {
  /// One of several processes, which are not there.
  private struct Absent: Communicator {
    let rank: Int
    let count: Int

    func sum(_ values: UnsafeMutableBufferPointer<Float>) {}
    func sum(_ values: UnsafeMutableBufferPointer<Double>) {}
    func broadcast(_ bytes: UnsafeMutableRawBufferPointer, from root: Int) {}
    func abort(status: Int32) {}
  }

  private func shares(of whole: Int, among count: Int) throws -> [BatchShare] {
    try (0..<count).map {
      BatchShare(of: whole, among: try Ranks(Absent(rank: $0, count: count), host: "h"))
    }
  }

  @Test(arguments: [1, 2, 3, 5, 7, 16, 33], [1, 2, 3, 4, 8])
  func everySampleIsComputedOnce(whole: Int, count: Int) throws {
    let shares = try shares(of: whole, among: count)
    let counted = shares.filter { $0.weight > 0 }.flatMap { Array($0.samples) }
    #expect(counted == Array(0..<whole))
    #expect(abs(shares.reduce(0) { $0 + $1.weight } - 1) < 1e-12)
    // Nobody is without a sample, and none is outside the batch.
    #expect(shares.allSatisfy { !$0.samples.isEmpty && $0.samples.upperBound <= whole })
    for share in shares where share.weight > 0 {
      #expect(share.weight == Double(share.samples.count) / Double(whole))
    }
  }

  @Test func aloneIsTheWhole() {
    let share = BatchShare(of: 4, among: .alone)
    #expect(share.isWhole && share.samples == 0..<4 && share.weight == 1)
    #expect(BatchShare.whole.isWhole)
  }
}
