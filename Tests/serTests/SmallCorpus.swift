import Foundation
import Speech
import TestSupport

/// A corpus of tones, four classes by four speakers, and settings with which a training takes a
/// second.
struct SmallCorpus {
  let folder: TemporaryFolder
  let program: Program

  /// - Parameter samples: the length of the shorter recordings; the longer have a thousand more.
  init(samples: Int = 12_000) throws {
    folder = try TemporaryFolder()
    program = Program(folder: folder.url)
    var rows = ["file,emotion,speaker"]
    for (number, emotion) in ["angry", "sad", "happy", "neutral"].enumerated() {
      for speaker in 0..<4 {
        for take in 0..<2 {
          let pitch = Float(2 + number) * 0.03 + Float(speaker) * 0.005
          let tone = (0..<samples + 1_000 * take).map { 0.3 * sin(Float($0) * pitch) }
          let name = "\(emotion)-\(speaker)-\(take).wav"
          try Signal(tone, sampleRate: 16_000).write(to: folder(name))
          rows.append("\(name),\(emotion),sp\(speaker)")
        }
      }
    }
    _ = try folder.write(Data(rows.joined(separator: "\n").utf8), to: "m.csv")
  }

  static let settings =
    [
      "classifier.widthFactor=0.03", "classifier.epochs=3", "classifier.batch=16",
      "classifier.segment=32", "classifier.stride=32", "frontEnd.bands=32",
      "augmentor.frames=32", "augmentor.channels=[4,4,8]", "augmentor.decoderChannels=[8,4]",
      "augmentor.latentSize=8", "discriminator.channels=[4,4]", "learner.channels=[4,4]",
      "discriminator.hidden=8", "learner.hidden=8", "augmentorTraining.iterations=40",
      "balancingGAN.code=4", "balancingGAN.channels=[4,4]", "balancingGAN.batch=8",
      "balancingGAN.pretrainingEpochs=3", "balancingGAN.epochs=3", "augmentorTraining.batch=2",
      "augmentorTraining.checkpointEvery=3", "experiment.seeds=1",
      "experiment.folds=2", "experiment.keepFraction=0.5", "experiment.augmentFactor=1",
    ].flatMap { ["--set", $0] } + ["--quiet"]

  /// Whether two files of the folder hold the same bytes.
  func isSame(_ a: String, _ b: String) throws -> Bool {
    try Data(contentsOf: folder(a)) == Data(contentsOf: folder(b))
  }
}
