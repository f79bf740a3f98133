import Ranks
import Training

extension Ranks {
  /// Has each process do what it does by itself before all compute together, and waits until all have: where one
  /// fails, none goes on, and the first says why.
  ///
  /// - Throws: what the work throws; `FailedElsewhere` where it is another's that failed, `CancellationError`
  ///   where another was told to stop; `RankError.call`.
  func each<Value>(_ work: () async throws -> Value) async throws -> Value {
    if isAlone { return try await work() }
    let own: Result<Value, any Error>
    do { own = .success(try await work()) } catch { own = .failure(error) }
    var outcome = RankOutcome.done
    if case .failure(let error) = own { outcome = RankOutcome(error) }
    let outcomes = try gather(outcome)
    let value = try own.get()
    for (rank, outcome) in outcomes.enumerated() {
      switch outcome {
      case .done: break
      case .stopped: throw CancellationError()
      case .failed(let sentence, let status):
        throw FailedElsewhere(
          sentence: "rank \(rank) on \(hosts[rank]): \(sentence)",
          status: ExitStatus(rawValue: status) ?? .software)
      }
    }
    return value
  }
}

/// What each process tells the others of its work.
private enum RankOutcome: Codable {
  case done, stopped
  case failed(String, status: Int32)

  init(_ error: any Error) {
    let failure = Failure(error)
    if error is TrainingInterrupted || failure?.status == .interrupted {
      self = .stopped
    } else {
      self = .failed(
        failure?.sentence ?? "\(error)", status: (failure?.status ?? .usage).rawValue)
    }
  }
}

/// Another process cannot do what all have to.
struct FailedElsewhere: Error {
  let sentence: String
  let status: ExitStatus
}
