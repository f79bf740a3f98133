import Foundation

/// Adam (Kingma and Ba 2015, algorithm 1) with optional decoupled weight decay (Loshchilov and
/// Hutter 2019), in PyTorch's form: p -= lr · m̂ / (√v̂ + ε).
public struct AdamReference {
  public var parameters: [Double]
  public var firstMoment: [Double]
  public var secondMoment: [Double]
  public var steps = 0

  public init(parameters: [Double]) {
    self.parameters = parameters
    firstMoment = parameters.map { _ in 0 }
    secondMoment = parameters.map { _ in 0 }
  }

  public mutating func step(
    gradient: [Double], learningRate: Double, beta1: Double = 0.9, beta2: Double = 0.999,
    epsilon: Double = 1e-8, weightDecay: Double = 0
  ) {
    steps += 1
    let correction1 = 1 - pow(beta1, Double(steps))
    let correction2 = 1 - pow(beta2, Double(steps))
    for i in parameters.indices {
      let g = gradient[i]
      firstMoment[i] = beta1 * firstMoment[i] + (1 - beta1) * g
      secondMoment[i] = beta2 * secondMoment[i] + (1 - beta2) * g * g
      let deviation = (secondMoment[i] / correction2).squareRoot()
      parameters[i] *= 1 - learningRate * weightDecay
      parameters[i] -= learningRate * (firstMoment[i] / correction1) / (deviation + epsilon)
    }
  }
}
