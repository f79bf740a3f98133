public import Kernels
public import OpenCL

/// Searches, for work of given shapes, the plans that are quickest on a device.
public struct Tuner {
  private let kernels: Kernels
  private let seconds: Double

  /// - Parameters:
  ///   - queue: where to measure.
  ///   - plan: the device as it is used, whose rules are the plans to beat.
  ///   - seconds: how long to compare plans of one shape, about.
  public init(_ queue: Queue, plan: DevicePlan, seconds: Double) {
    kernels = Kernels(queue, plan: plan)
    self.seconds = seconds
  }

  /// The quickest plan found: from the rule's and those that differ in kind on to ever better
  /// neighbours. A plan whose result differs from the rule's, or that the device refuses, is out.
  ///
  /// - Throws: `OpenCLError` where the rule's own plan fails.
  public func search<Plan: MeasurablePlan>(_ work: Plan.Work) throws(OpenCLError)
    -> TuningOutcome<Plan>
  {
    let device = kernels.plan
    let rule = Plan(device, work)
    let trial = try Plan.trial(of: work, on: kernels)
    try trial.run(rule)
    let truth = try kernels.queue.read(trial.output, count: trial.count, as: Float.self)
    let race = Race(kernels.queue, seconds: seconds / 3)
    var best = rule
    var seen = [rule]
    var others = Plan.starts(device, work)
    while true {
      others = others.filter { !seen.contains($0) }
      if others.isEmpty { break }
      seen += others
      let sound = others.filter { isSound($0, trial, truth) }
      let winner = try race.winner(among: [best] + sound, trial.run)
      if winner == best && seen.count > sound.count + 1 { break }
      best = winner
      others = best.neighbours(device, work)
    }
    let (before, after) =
      best == rule
      ? try race.medians(rule, rule, trial.run) : try race.medians(rule, best, trial.run)
    return TuningOutcome(work: work, rule: rule, best: best, before: before, after: after)
  }

  /// Whether two plans' results differ by rounding alone.
  ///
  /// - Throws: `OpenCLError` where memory is short or `other` fails.
  public func agrees<Plan: MeasurablePlan>(_ plan: Plan, with other: Plan, on work: Plan.Work)
    throws(OpenCLError) -> Bool
  {
    let trial = try Plan.trial(of: work, on: kernels)
    try trial.run(other)
    let truth = try kernels.queue.read(trial.output, count: trial.count, as: Float.self)
    return isSound(plan, trial, truth)
  }

  private func isSound<Plan>(_ plan: Plan, _ trial: TuningTrial<Plan>, _ truth: [Float]) -> Bool {
    do {
      // What a plan does not write must not be left over from the one before.
      try kernels.queue.fill(trial.output, with: Float.nan, count: trial.count)
      try trial.run(plan)
      let found = try kernels.queue.read(trial.output, count: trial.count, as: Float.self)
      return agree(found, truth)
    } catch {
      return false
    }
  }

  /// Whether results differ by rounding alone.
  private func agree(_ found: [Float], _ truth: [Float]) -> Bool {
    var (scale, error): (Float, Float) = (0, 0)
    for (a, b) in zip(found, truth) {
      let difference = abs(a - b)
      if !(difference <= error) { error = difference.isNaN ? .infinity : difference }
      scale = max(scale, abs(b))
    }
    return error <= (kernels.plan.precision == .tf32 ? 1e-2 : 1e-4) * scale
  }
}

/// What tuning found for one piece of work.
public struct TuningOutcome<Plan: MeasurablePlan>: Sendable {
  public let work: Plan.Work
  public let rule: Plan
  public let best: Plan
  /// Median seconds with the rule's plan and with the best, measured in turn.
  public let before: Double
  public let after: Double

  /// The plan to keep; nil where the rule's is as good within what measuring can tell.
  public var winner: Plan? { best != rule && after < 0.97 * before ? best : nil }
}
