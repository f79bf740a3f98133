public import Engine
public import Ranks

/// Early stopping: after each epoch a score is taken on what is held out; the weights of the best
/// epoch are kept, and training ends when none was better for too long.
public final class EarlyStopping {
  /// Which score is the better one.
  public enum Goal: Sendable {
    case highest, lowest
  }

  /// What the score is called in `metrics.jsonl`.
  public let name: String
  /// The best score so far, and the epoch that reached it.
  public private(set) var best: (score: Double, epoch: Int)?
  private let goal: Goal
  private let patience: Int
  private let weights: [Parameter]
  /// The weights of the best epoch; those of the start until there is one.
  private let bestWeights: [Parameter]
  private let score: (Ranks) throws -> Double?
  private let describe: @Sendable (Double) -> String

  /// - Parameters:
  ///   - name: what the score is called in `metrics.jsonl`.
  ///   - goal: which score is the better one.
  ///   - patience: epochs without a better score after which training ends.
  ///   - weights: what is kept of the best epoch.
  ///   - describe: what is said of the best score after "epoch 3 is the best of 8".
  ///   - score: takes the score, together with other processes; nil where nothing is held out, and the last
  ///     epoch counts.
  public init(
    _ name: String, _ goal: Goal, patience: Int, keeping weights: [Parameter],
    describe: @escaping @Sendable (Double) -> String = { _ in "" },
    score: @escaping (Ranks) throws -> Double?
  ) {
    self.name = name
    self.goal = goal
    self.patience = patience
    self.weights = weights
    // Tensors never change: a second list of them copies nothing.
    bestWeights = weights.map { Parameter($0.value) }
    self.describe = describe
    self.score = score
  }

  /// Takes the score after an epoch, and keeps the weights where it is the best.
  ///
  /// - Returns: the score; nil where nothing is held out.
  /// - Throws: `EngineError`, and what taking the score throws.
  func listen(after epoch: Int, among ranks: Ranks) throws -> Double? {
    guard let own = try score(ranks) else { return nil }
    // What decides is decided once.
    let score = Double(bitPattern: try ranks.fromFirst { own.bitPattern })
    let isBetter =
      switch goal {
      case .highest: score > best?.score ?? -.infinity
      case .lowest: score < best?.score ?? .infinity
      }
    if isBetter {
      best = (score, epoch)
      for (weight, kept) in zip(weights, bestWeights) { try kept.update(weight.value) }
    }
    return score
  }

  /// Whether no epoch was better for too long.
  func isExhausted(after epoch: Int) -> Bool {
    best.map { epoch - $0.epoch >= patience } ?? false
  }

  /// Takes up the weights of the best epoch.
  ///
  /// - Returns: what is worth saying of it; nil where there was none.
  /// - Throws: `EngineError.shape`, which kept weights never have.
  func keepBest(of epochs: Int) throws(EngineError) -> String? {
    guard let best else { return nil }
    for (weight, kept) in zip(weights, bestWeights) { try weight.update(kept.value) }
    return "epoch \(best.epoch) is the best of \(epochs)\(describe(best.score))"
  }
}

// MARK: - Going on after a stop

extension EarlyStopping {
  var state: [StateEntry] {
    bestWeights.enumerated().map { StateEntry("best.\($0)", .statistic($1)) }
  }

  /// The best score as bits, so that all comes out as it would have without a stop.
  var progress: [String: String] {
    best.map { ["bestEpoch": "\($0.epoch)", "bestScore": "\($0.score.bitPattern)"] } ?? [:]
  }

  /// - Parameter last: how many epochs are done.
  /// - Throws: `EngineError.weights` where an epoch that is not done is said to be the best.
  func restore(_ progress: RestoredProgress, after last: Int) throws(EngineError) {
    guard let bits = progress.values["bestScore"].flatMap(UInt64.init) else {
      best = nil
      return
    }
    best = (Double(bitPattern: bits), try progress.count("bestEpoch", atMost: last))
  }
}
