/// The losses of a generative adversarial network on the discriminator's logits (Goodfellow et al.
/// 2014), each a mean.
public enum GANLossReference {
  /// -log σ(real) - log(1 - σ(fake)).
  public static func discriminator(real: [Double], fake: [Double]) -> Double {
    mean(real.map { SoftplusReference.value(-$0) }) + mean(fake.map(SoftplusReference.value))
  }

  public static func discriminatorGradient(
    gradY: Double = 1, real: [Double], fake: [Double]
  ) -> (real: [Double], fake: [Double]) {
    (
      real.map { -gradY * SigmoidReference.value(-$0) / Double(real.count) },
      fake.map { gradY * SigmoidReference.value($0) / Double(fake.count) }
    )
  }

  /// The non-saturating loss -log σ(fake).
  public static func generator(fake: [Double]) -> Double {
    mean(fake.map { SoftplusReference.value(-$0) })
  }

  public static func generatorGradient(gradY: Double = 1, fake: [Double]) -> [Double] {
    fake.map { -gradY * SigmoidReference.value(-$0) / Double(fake.count) }
  }

  /// The original, saturating loss log(1 - σ(fake)).
  public static func saturatingGenerator(fake: [Double]) -> Double {
    -mean(fake.map(SoftplusReference.value))
  }

  public static func saturatingGeneratorGradient(gradY: Double = 1, fake: [Double]) -> [Double] {
    fake.map { -gradY * SigmoidReference.value($0) / Double(fake.count) }
  }

  private static func mean(_ values: [Double]) -> Double {
    values.reduce(0, +) / Double(values.count)
  }
}
