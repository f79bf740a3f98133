import Foundation
import KernelCases
import Kernels
import OpenCL

/// What `ser bench --tune` found: a line each for a person, a file for a script.
struct TuningReport: Encodable {
  struct Row: Encodable {
    let work: String
    /// How often a step of the models does it.
    let uses: Int
    let beforeS: Double
    let afterS: Double
    /// The rule's plan and the one to use from now on, which may be the same.
    let before: any SearchablePlan
    let after: any SearchablePlan

    init<Plan: MeasurablePlan>(_ outcome: TuningOutcome<Plan>, uses: Int) {
      work = Plan.title(of: outcome.work)
      self.uses = uses
      beforeS = outcome.before
      afterS = outcome.winner == nil ? outcome.before : outcome.after
      before = outcome.rule
      after = outcome.winner ?? outcome.rule
    }

    enum CodingKeys: String, CodingKey {
      case work, uses, before, after
      case beforeS = "before_s"
      case afterS = "after_s"
    }

    func encode(to encoder: any Encoder) throws {
      var row = encoder.container(keyedBy: CodingKeys.self)
      try row.encode(work, forKey: .work)
      try row.encode(uses, forKey: .uses)
      try row.encode(beforeS, forKey: .beforeS)
      try row.encode(afterS, forKey: .afterS)
      try row.encode(before, forKey: .before)
      try row.encode(after, forKey: .after)
    }

    /// As it stands under `TuningReport.header`.
    var line: String {
      String(format: "%10.3f %10.3f %6.2f  ", 1e3 * beforeS, 1e3 * afterS, beforeS / afterS) + work
    }
  }

  let device: DeviceFacts
  let table: String
  private(set) var results: [Row] = []

  init(_ device: DeviceFacts, table: URL) {
    self.device = device
    self.table = table.path
  }

  static let header = " before ms   after ms  ratio  work"

  mutating func append(_ row: Row) { results.append(row) }

  /// What a step of all models takes for this work, before and after.
  var total: (before: Double, after: Double) {
    results.reduce((0, 0)) {
      ($0.0 + Double($1.uses) * $1.beforeS, $0.1 + Double($1.uses) * $1.afterS)
    }
  }
}
