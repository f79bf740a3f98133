import Classical
public import Settings

/// How features are compressed and what is learnt from the codes (Latif et al. 2020, section
/// 5.1.2).
public struct EncodingSettings: SettingsGroup, Equatable {
  @Setting(
    "Numbers in the codes of multidimensional scaling, principal components and the autoencoder.",
    .units)
  public var dimensions = 25
  @Setting(
    "Hidden layers of the autoencoder's encoder; the decoder has them the other way round.",
    .widths(1...16))
  public var autoencoder = [512, 256, 128]
  @Setting("Epochs of the autoencoder.", .epochs)
  public var epochs = 300
  @Setting("Originals a step of the autoencoder; with mixup as many mixes come to them.", .batch)
  public var batch = 64
  @Setting("The learning rate of the autoencoder's Adam.", .learningRate)
  public var learningRate = 1e-4
  @Setting("The most steps of SMACOF.", .range(0...1_000_000))
  public var smacofIterations = 300
  @Setting(
    "The costs C of the support vector machine that are tried on the development part.",
    .expect("one or more numbers above 0") {
      !$0.isEmpty && $0.allSatisfy { $0 > 0 && $0.isFinite }
    })
  public var costs = [0.1, 1, 10, 100]
  @Setting(
    "The widths gamma of its kernel that are tried; one or more without scaledGamma.",
    .expect("numbers above 0") { $0.allSatisfy { $0 > 0 && $0.isFinite } })
  public var gammas = [1e-4, 1e-3, 1e-2]
  @Setting("Whether 1 / (features x variance) is tried as gamma too.")
  public var scaledGamma = true

  public init() {}
}

extension EncodingSettings {
  public var relations: [SettingRelation] {
    [
      SettingRelation(
        "gammas", gammas, "one number or more, without encoding.scaledGamma,", by: "scaledGamma",
        holds: scaledGamma || !gammas.isEmpty)
    ]
  }

  /// The machines that are tried.
  var grid: SupportVectorGrid {
    SupportVectorGrid(
      costs: costs, gammas: gammas.map { .value($0) } + (scaledGamma ? [.scale] : []))
  }
}
