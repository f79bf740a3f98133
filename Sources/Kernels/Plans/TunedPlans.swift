/// Plans that measuring on a device found quicker than those of the rules, by the work's shape.
public struct TunedPlans: Codable, Equatable, Sendable {
  public var products = PlanTable<MatMulPlan>()
  public var convolutions = PlanTable<Conv2DPlan>()
  public var weightGradients = PlanTable<Conv2DWeightGradientPlan>()

  public init() {}

  public var count: Int { products.count + convolutions.count + weightGradients.count }
}

/// Plans by work; in JSON a list, the same for equal tables.
public struct PlanTable<Plan: SearchablePlan>: Codable, Equatable, Sendable {
  private struct Entry: Codable {
    let work: Plan.Work
    let plan: Plan
  }

  private var plans: [Plan.Work: Plan] = [:]

  public init() {}

  public init(from decoder: any Decoder) throws {
    var list = try decoder.unkeyedContainer()
    while !list.isAtEnd {
      let entry = try list.decode(Entry.self)
      plans[entry.work] = entry.plan
    }
  }

  public func encode(to encoder: any Encoder) throws {
    var list = encoder.unkeyedContainer()
    for (work, plan) in plans.sorted(by: { "\($0.key)" < "\($1.key)" }) {
      try list.encode(Entry(work: work, plan: plan))
    }
  }

  public var count: Int { plans.count }

  public subscript(work: Plan.Work) -> Plan? {
    get { plans[work] }
    set { plans[work] = newValue }
  }
}
