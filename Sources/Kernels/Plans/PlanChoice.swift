extension Kernels {
  /// How a product is done: as the caller demands, else as tuning found, else by rule. So it is with all
  /// work here.
  func choose(_ forced: MatMulPlan?, for shape: MatMulShape) -> MatMulPlan {
    work?.products[shape, default: 0] += 1
    return forced ?? plan.tuned.products[shape] ?? MatMulPlan(plan, shape)
  }

  func choose(_ forced: Conv2DPlan?, for pass: Conv2DPass) -> Conv2DPlan {
    work?.convolutions[pass, default: 0] += 1
    let tuned = plan.tuned.convolutions[pass]
    return forced ?? (plan.convolution == .automatic ? tuned : nil) ?? Conv2DPlan(plan, pass)
  }

  func choose(_ forced: Conv2DWeightGradientPlan?, for shape: Conv2DShape)
    -> Conv2DWeightGradientPlan
  {
    work?.weightGradients[shape, default: 0] += 1
    let tuned = plan.tuned.weightGradients[shape]
    return forced ?? (plan.convolution == .automatic ? tuned : nil)
      ?? Conv2DWeightGradientPlan(plan, shape)
  }
}

/// How often work of each shape was asked for: what there is to tune.
public final class WorkLog {
  public fileprivate(set) var products: [MatMulShape: Int] = [:]
  public fileprivate(set) var convolutions: [Conv2DPass: Int] = [:]
  public fileprivate(set) var weightGradients: [Conv2DShape: Int] = [:]

  public init() {}

  /// Different shapes.
  public var count: Int { products.count + convolutions.count + weightGradients.count }
}
