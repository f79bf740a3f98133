import Statistics
import Testing

struct StudentTTests {
  /// By scipy 1.16: `t.ppf(0.975, df)`, `t.ppf(0.8, df)`, `t.cdf(1.3, df)`.
  private static let expected: [(freedom: Int, upper: Double, power: Double, share: Double)] = [
    (1, 12.706204736174694, 1.3763819204711738, 0.7912855998398473),
    (2, 4.302652729749462, 1.0606601717798214, 0.8383764840919798),
    (3, 3.1824463052837078, 0.9784723123633042, 0.8577662456360515),
    (4, 2.7764451051977934, 0.9409645772351816, 0.868274201764388),
    (9, 2.262157162798205, 0.8834038596855346, 0.8870468136634754),
    (23, 2.0686576104190486, 0.8575295536880356, 0.8967605723319898),
    (100, 1.9839715185235518, 0.8452304244910163, 0.9017052682888169),
    (4999, 1.9604386466615247, 0.8416931420463809, 0.9031695471973112),
  ]

  @Test func agreesWithSciPy() {
    for (freedom, upper, power, share) in Self.expected {
      let distribution = StudentT(degreesOfFreedom: freedom)
      #expect(abs(distribution.quantile(0.975) - upper) < 1e-8 * upper)
      #expect(abs(distribution.quantile(0.025) + upper) < 1e-8 * upper)
      #expect(abs(distribution.quantile(0.8) - power) < 1e-8)
      #expect(abs(distribution.cumulative(1.3) - share) < 1e-10)
      #expect(abs(distribution.cumulative(-1.3) - (1 - share)) < 1e-10)
    }
  }

  @Test func theMiddleIsZero() {
    #expect(StudentT(degreesOfFreedom: 4).cumulative(0) == 0.5)
    #expect(StudentT(degreesOfFreedom: 5).quantile(0.5) < 1e-15)
  }
}
