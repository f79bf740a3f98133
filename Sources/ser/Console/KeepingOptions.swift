import ArgumentParser
import Emotion
import Foundation
import Training

/// Whether an experiment keeps what it trains.
struct KeepingOptions: ParsableArguments {
  @Flag(
    help: "Keep the models of every row and fold, in the folder models of the run's.")
  var keepModels = false

  /// What decides what is left of a run: it goes on in the same way.
  var further: [String: String] { keepModels ? ["--keep-models": "yes"] : [:] }
}

extension Trainer {
  /// One that keeps the models of pictures that it trains, where that is asked for.
  ///
  /// - Parameter classes: their names, whose positions are the labels.
  func keeping(
    _ options: KeepingOptions, of prepared: PreparedCorpus, classes: [String]
  ) -> Trainer {
    guard options.keepModels else { return self }
    var trainer = self
    trainer.keptModels = KeptModels(
      in: folder.url, ofPictures: prepared.frontEnd, classes: classes,
      manifest: prepared.manifest.contentHash.hex, version: Ser.version)
    return trainer
  }

  /// The same of features.
  func keeping(_ options: KeepingOptions, of prepared: PreparedFeatures) -> Trainer {
    guard options.keepModels else { return self }
    var trainer = self
    trainer.keptModels = KeptModels(
      in: folder.url, ofFeatures: prepared.corpus, manifest: prepared.manifest.contentHash.hex,
      version: Ser.version)
    return trainer
  }
}
