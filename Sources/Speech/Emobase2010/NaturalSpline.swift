/// A natural cubic spline through numbers at fixed places, evaluated at other fixed places.
struct NaturalSpline: Sendable {
  /// What one step of the elimination takes from the numbers around it and from the step before.
  private struct Elimination {
    let after: Double
    let before: Double
    let previous: Double
    let next: Double
  }

  /// Where one target lies, and what it takes of the numbers and curvatures on both sides.
  private struct Interpolation {
    let left: Int
    let values: (Double, Double)
    let curvatures: (Double, Double)
  }

  private let eliminations: [Elimination]
  private let interpolations: [Interpolation]
  /// The number of targets.
  var count: Int { interpolations.count }

  /// - Parameters:
  ///   - places: where the numbers lie, ascending, at least 2.
  ///   - targets: where the spline is evaluated, ascending.
  init(through places: [Double], at targets: [Double]) {
    var factor = 0.0
    eliminations = (1..<places.count - 1).map { index in
      let before = places[index] - places[index - 1]
      let after = places[index + 1] - places[index]
      let share = before / (before + after)
      let pivot = share * factor + 2
      factor = (share - 1) / pivot
      let scale = 6 / ((before + after) * pivot)
      return Elimination(
        after: scale / after, before: scale / before, previous: share / pivot, next: factor)
    }
    var left = 0
    interpolations = targets.map { target in
      while left < places.count - 2, places[left + 1] < target { left += 1 }
      let width = places[left + 1] - places[left]
      let a = (places[left + 1] - target) / width
      let b = (target - places[left]) / width
      return Interpolation(
        left: left, values: (a, b),
        curvatures: ((a * a * a - a) * width * width / 6, (b * b * b - b) * width * width / 6))
    }
  }

  /// - Parameters:
  ///   - values: a number for each place.
  ///   - curvatures: room for as many.
  ///   - results: room for a number for each target.
  func evaluate(
    _ values: UnsafeMutableBufferPointer<Float>, curvatures: UnsafeMutableBufferPointer<Double>,
    into results: UnsafeMutableBufferPointer<Float>
  ) {
    let last = values.count - 1
    curvatures[0] = 0
    curvatures[last] = 0
    eliminations.withUnsafeBufferPointer { eliminations in
      for (offset, step) in eliminations.enumerated() {
        let index = offset + 1
        let rise = Double(values[index + 1]) - Double(values[index])
        let fall = Double(values[index]) - Double(values[index - 1])
        curvatures[index] =
          step.after * rise - step.before * fall - step.previous * curvatures[index - 1]
      }
      for index in stride(from: last - 1, to: 0, by: -1) {
        curvatures[index] += eliminations[index - 1].next * curvatures[index + 1]
      }
    }
    interpolations.withUnsafeBufferPointer { interpolations in
      for (index, place) in interpolations.enumerated() {
        let (left, right) = (place.left, place.left + 1)
        results[index] = Float(
          place.values.0 * Double(values[left]) + place.values.1 * Double(values[right])
            + place.curvatures.0 * curvatures[left] + place.curvatures.1 * curvatures[right])
      }
    }
  }
}
