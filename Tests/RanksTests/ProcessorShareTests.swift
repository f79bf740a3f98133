import Foundation
import Testing

@testable import Ranks

/// Which cores each process of a host keeps to.
@Suite struct ProcessorShareTests {
  private func shares(_ allowed: [[Int]], on hosts: [String]) -> [[Int]] {
    allowed.indices.map { ProcessorShare(of: $0, from: allowed, on: hosts).cores }
  }

  @Test func processesWithoutCoresOfTheirOwnDivideThose() {
    let all = [[Int]](repeating: Array(0..<5), count: 3)
    #expect(shares(all, on: ["a", "a", "a"]) == [[0], [1, 2], [3, 4]])
    #expect(shares(all, on: ["a", "b", "a"]) == [[0, 1], [0, 1, 2, 3, 4], [2, 3, 4]])
    #expect(shares([[4], [4], [4]], on: ["a", "a", "a"]) == [[4], [4], [4]])
  }

  @Test func coresThatALauncherGaveAreKept() {
    #expect(shares([[1], [0]], on: ["a", "a"]) == [[1], [0]])
    // A socket each for two of four.
    let sockets = [[0, 1], [0, 1], [2, 3], [2, 3]]
    #expect(shares(sockets, on: ["a", "a", "a", "a"]) == [[0], [1], [2], [3]])
  }

  @Test func openMPIBindsUnaskedUnlessItWasTold() throws {
    func isBoundUnasked(_ more: [String: String]) -> Bool? {
      RankLaunch(["OMPI_COMM_WORLD_SIZE": "2"].merging(more) { $1 })?.isBoundUnasked
    }
    #expect(isBoundUnasked([:]) == true)
    #expect(isBoundUnasked(["OMPI_MCA_rmaps_base_mapping_policy": "node"]) == true)
    #expect(isBoundUnasked(["OMPI_MCA_rmaps_base_mapping_policy": "slot:pe=2"]) == false)
    #expect(isBoundUnasked(["OMPI_MCA_hwloc_base_binding_policy": "none"]) == false)
    #expect(RankLaunch(["PMI_SIZE": "2"])?.isBoundUnasked == false)
  }

  /// Threads that were begun before, and those begun afterwards.
  @Test(.enabled(if: ProcessorShare.allowed.count > 1, "there is one core"))
  func everyThreadOfTheProcessKeepsToTheShare() throws {
    let own = ProcessorShare.allowed
    defer { ProcessorShare.keep(to: own) }
    let (begun, kept, asked) = (
      DispatchSemaphore(value: 0), DispatchSemaphore(value: 0), DispatchSemaphore(value: 0)
    )
    nonisolated(unsafe) var found: [Int] = []
    Thread.detachNewThread {
      begun.signal()
      kept.wait()
      found = ProcessorShare.allowed
      asked.signal()
    }
    begun.wait()
    ProcessorShare.keep(to: [own[1]])
    kept.signal()
    asked.wait()
    #expect(found == [own[1]])
    #expect(ProcessorShare.allowed == [own[1]])
  }
}
