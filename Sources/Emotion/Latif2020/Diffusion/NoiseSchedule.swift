import Foundation

/// How much noise there is in each step of a diffusion: ᾱ_t, the share of the vector's variance that is
/// left in step t (Ho et al. 2020, eq. 4), which runs from 1 to T.
struct NoiseSchedule: Sendable, Equatable {
  /// The steps t that are taken, ascending: all of 1 ... T, or a subsequence S of them.
  let steps: [Int]
  /// ᾱ_t of each of these.
  let kept: [Double]

  private init(steps: [Int], kept: [Double]) {
    self.steps = steps
    self.kept = kept
  }

  /// The cosine schedule of Nichol and Dhariwal 2021, eq. 17: ᾱ_t = f(t) / f(0), where f(t) is the
  /// squared cosine of (t / T + s) / (1 + s) · π / 2, and no β_t = 1 - ᾱ_t / ᾱ_{t-1} is above 0.999.
  ///
  /// - Parameters:
  ///   - count: T.
  ///   - offset: s, which keeps β_t from being too small near t = 0.
  init(cosine count: Int, offset: Double = 0.008) {
    func f(_ t: Int) -> Double {
      let angle = (Double(t) / Double(count) + offset) / (1 + offset) * .pi / 2
      return cos(angle) * cos(angle)
    }
    var kept = 1.0
    steps = Array(1...count)
    self.kept = steps.map { t in
      kept *= 1 - min(1 - f(t) / f(t - 1), 0.999)
      return kept
    }
  }

  /// So many of the steps, evenly spaced from the first to the last (Nichol and Dhariwal 2021, section
  /// 4): the last alone where it is one, all where there are no more.
  func respaced(to count: Int) -> NoiseSchedule {
    guard count < steps.count else { return self }
    let places = (0..<count).map { place in
      count == 1
        ? steps.count - 1
        : Int((Double(place * (steps.count - 1)) / Double(count - 1)).rounded())
    }
    return NoiseSchedule(steps: places.map { steps[$0] }, kept: places.map { kept[$0] })
  }

  /// ᾱ of the step before one of the steps, by its place; 1 before the first.
  private func keptBefore(_ place: Int) -> Double { place == 0 ? 1 : kept[place - 1] }

  /// β of a step, by its place: what its noise adds to the variance that the step before has left; of a
  /// subsequence by section 4 of Nichol and Dhariwal 2021.
  func beta(_ place: Int) -> Double { 1 - kept[place] / keptBefore(place) }

  /// q(x_{t-1} | x_t, x_0) of a step, by its place (Ho et al. 2020, eqs. 6 and 7).
  func posterior(_ place: Int) -> Posterior {
    let (now, before, beta) = (kept[place], keptBefore(place), beta(place))
    return Posterior(
      ofOrigin: Float(before.squareRoot() * beta / (1 - now)),
      ofState: Float((1 - beta).squareRoot() * (1 - before) / (1 - now)),
      deviation: Float(((1 - before) / (1 - now) * beta).squareRoot()))
  }

  /// A normal distribution around a sum of x_0 and x_t.
  struct Posterior: Equatable {
    /// What x_0 and x_t are multiplied by to make the mean μ̃.
    let ofOrigin, ofState: Float
    /// The square root of β̃; 0 in the first step.
    let deviation: Float
  }
}
