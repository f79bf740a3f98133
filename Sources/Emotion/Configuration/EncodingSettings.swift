/// How features are compressed and what is learnt from the codes (Latif et al. 2020, section 5.1.2).
public struct EncodingSettings: Codable, Sendable, Equatable {
  /// Numbers in the codes of multidimensional scaling, principal components and the autoencoder.
  public var dimensions = 25
  /// Hidden layers of the autoencoder's encoder; the decoder has them the other way round.
  public var autoencoder = [512, 256, 128]
  /// Epochs of the autoencoder.
  public var epochs = 300
  /// Originals a step of the autoencoder; with mixup as many mixes come to them.
  public var batch = 64
  /// Of the autoencoder's Adam.
  public var learningRate = 1e-4
  /// The most steps of SMACOF.
  public var smacofIterations = 300
  /// The costs C of the support vector machine that are tried on the hold-out.
  public var costs = [0.1, 1, 10, 100]
  /// The widths gamma of its kernel that are tried.
  public var gammas = [1e-4, 1e-3, 1e-2]
  /// Whether 1 / (features x variance) is tried as gamma too.
  public var scaledGamma = true
}

extension EncodingSettings: SettingsGroup {
  var checks: [SettingCheck] {
    [
      .range([CodingKeys.dimensions], dimensions, 1...65_536),
      .widths([CodingKeys.autoencoder], autoencoder, count: 1...16),
      .range([CodingKeys.epochs], epochs, 1...1_000_000),
      .range([CodingKeys.batch], batch, 1...65_536),
      .learningRate([CodingKeys.learningRate], learningRate),
      .range([CodingKeys.smacofIterations], smacofIterations, 0...1_000_000),
      .expect([CodingKeys.costs], costs, "one or more numbers above 0") {
        !$0.isEmpty && $0.allSatisfy { $0 > 0 && $0.isFinite }
      },
      .expect([CodingKeys.gammas], gammas, "numbers above 0, one or more without scaledGamma") {
        (scaledGamma || !$0.isEmpty) && $0.allSatisfy { $0 > 0 && $0.isFinite }
      },
    ]
  }

  /// The machines that are tried.
  var grid: SupportVectorGrid {
    SupportVectorGrid(
      costs: costs, gammas: gammas.map { .value($0) } + (scaledGamma ? [.scale] : []))
  }
}
