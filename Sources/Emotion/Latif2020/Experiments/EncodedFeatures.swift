import Classical
import Engine
import Training

/// Support vector machines on compressed features of one fold (section 5.1.2 of Latif et al. 2020).
struct EncodedFeatures {
  let trainer: Trainer

  /// A way to compress.
  enum Reducer: String, CaseIterable {
    /// It has no map for new vectors: held-out and test vectors are placed together with those of
    /// training, without their labels.
    case scaling = "SMACOF MDS (transductive)"
    case components = "PCA"
    case autoencoder = "autoencoder"
  }

  /// The row of the paper's own model.
  static let proposed = "mixup GAN"

  static func row(_ reducer: Reducer, mixup: Bool) -> String {
    reducer.rawValue + (mixup ? " with mixup" : "")
  }

  /// The codes of a fold's parts.
  private struct Codes {
    let training, heldOut, test: SampleMatrix
  }

  /// The rows of Table 2 for one fold; that of the paper's model comes last.
  ///
  /// - Parameter part: what the names of the run's parts begin with.
  /// - Throws: `TrainingInterrupted` after saving; `EngineError.notFinite` where a loss diverges;
  ///   `ClassicalError` where codes cannot be computed or no machine learns from them.
  func outcomes(of fold: FeatureFold, part: String) throws -> [RowOutcome<ClassAnswers>] {
    let mixup = Mixup(alpha: trainer.configuration.mixupGAN.alpha)
    var outcomes: [RowOutcome<ClassAnswers>] = []
    for isMixed in [false, true] {
      for reducer in Reducer.allCases {
        let codes = try codes(
          of: fold, by: reducer, mixup: isMixed ? mixup : nil,
          part: "\(part)-\(reducer)\(isMixed ? "-mixup" : "")")
        outcomes.append(try outcome(Self.row(reducer, mixup: isMixed), of: fold, codes, part))
      }
    }
    let gan = try trainer.trainMixupGAN(
      fold.training.features, isBounded: fold.scale.isBounded, seed: fold.seed, part: "\(part)-gan")
    let codes = try codes(of: fold) { (x) throws(EngineError) in
      try gan.codes(of: x, on: trainer.kernels)
    }
    return outcomes + [try outcome(Self.proposed, of: fold, codes, part)]
  }

  private func codes(
    of fold: FeatureFold, by reducer: Reducer, mixup: Mixup?, part: String
  ) throws -> Codes {
    let settings = trainer.configuration.encoding
    let originals = fold.training.features
    let mixes = mixup?.draw(forAll: originals.rows, seed: fold.seed, stream: "reducers")(originals)
    let fitted = mixes.map(originals.appending) ?? originals
    switch reducer {
    case .components:
      let components = try PrincipalComponents(
        fitted, count: min(settings.dimensions, fitted.rows, fitted.columns))
      return try codes(of: fold) { (x) throws(EngineError) in components.transform(x) }
    case .autoencoder:
      let autoencoder = try trainer.trainAutoencoder(
        originals, mixup: mixup, isBounded: fold.scale.isBounded, seed: fold.seed, part: part)
      return try codes(of: fold) { (x) throws(EngineError) in
        try autoencoder.codes(of: x, on: trainer.kernels)
      }
    case .scaling:
      trainer.observer.begin(part, steps: 1, done: 0)
      let (heldOut, test) = (fold.heldOut.features, fold.test.features)
      let points = try Smacof(
        dimensions: settings.dimensions, iterations: settings.smacofIterations
      ).embed(originals.appending(heldOut).appending(test).appending(mixes), on: trainer.kernels)
        .points
      trainer.observer.advance(to: 1, "")
      let ends = [0, originals.rows, originals.rows + heldOut.rows, fold.count]
      let parts = zip(ends, ends.dropFirst()).map { points.selecting(Array($0..<$1)) }
      return Codes(training: parts[0], heldOut: parts[1], test: parts[2])
    }
  }

  private func codes(
    of fold: FeatureFold, by reduce: (SampleMatrix) throws(EngineError) -> SampleMatrix
  ) throws(EngineError) -> Codes {
    Codes(
      training: try reduce(fold.training.features), heldOut: try reduce(fold.heldOut.features),
      test: try reduce(fold.test.features))
  }

  /// What a machine says whose cost and width were chosen on the hold-out, and which then learnt
  /// from that too.
  ///
  /// - Throws: `TrainingInterrupted` where the work is to stop; `ClassicalError` as
  ///   `SupportVectorGrid`.
  private func outcome(
    _ row: String, of fold: FeatureFold, _ codes: Codes, _ part: String
  ) throws -> RowOutcome<ClassAnswers> {
    if trainer.observer.isStopRequested { throw TrainingInterrupted(part: part) }
    let machine = try trainer.configuration.encoding.grid.machine(
      training: codes.training, labels: fold.training.labels, heldOut: codes.heldOut,
      heldOutLabels: fold.heldOut.labels, by: ConfusionMatrix.averageRecall)
    return RowOutcome(row, of: fold, predicted: try machine.predict(codes.test))
  }
}

extension SampleMatrix {
  /// These samples, and below them others if there are any.
  fileprivate func appending(_ others: SampleMatrix?) -> SampleMatrix {
    others.map { appending($0) } ?? self
  }
}
