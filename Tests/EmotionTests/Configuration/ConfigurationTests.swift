import Files
import Foundation
import TestSupport
import Testing

@testable import Emotion
@testable import Settings

struct ConfigurationTests {
  /// To YAML 010 is 8, and to whoever writes it 10.
  @Test func numbersMayBeginWithZeros() throws {
    let texts = [
      "seed=010", "classifier.batch=0064", "discriminator.channels=[08, 010]", "dnn.epochs=0o17",
      "corpus.classes=[01, 010]",
    ]
    let settings = try Configuration(sources: texts.map { try .setting($0) })
    #expect(settings.seed == 10 && settings.classifier.batch == 64 && settings.dnn.epochs == 15)
    #expect(
      settings.discriminator.channels == [8, 10] && settings.corpus.classes == ["01", "010"])
  }

  @Test func thePresetsAreThoseOfTheSpecification() throws {
    let paper = Configuration()
    #expect(paper.augmentorTraining.learningRate == 1e-6)
    #expect(paper.augmentorTraining.iterations == 30_000 && paper.augmentorTraining.batch == 16)
    #expect(paper.classifier.batch == 64 && paper.classifier.epochs == 50)
    #expect(try paper.changes == [])

    let quick = Configuration(.quick)
    #expect(quick.augmentorTraining.learningRate == 1e-4)
    #expect(quick.augmentorTraining.iterations == 2_000)
    #expect(quick.classifier == paper.classifier)

    let medium = Configuration(.medium)
    #expect(medium.augmentor == paper.augmentor && medium.classifier == paper.classifier)
    #expect(medium.augmentorTraining.learnerLearningRate == 1e-5 && medium.learner.dropout == 0.5)
    #expect(medium.experiment.folds == 3 && medium.experiment.seeds == 3)

    let small = Configuration(.small)
    #expect(small.classifier.widthFactor == 0.125 && small.augmentor.channels == [8, 16, 32])
    #expect(small.augmentorTraining.iterations == 300 && small.classifier.epochs == 15)
    #expect(small.experiment.folds == 2 && small.experiment.seeds == 2)
  }

  @Test(arguments: Preset.allCases)
  func whatIsWrittenReadsBack(preset: Preset) throws {
    var configuration = Configuration(preset)
    configuration.seed = .max
    configuration.classifier.learningRate = 3.0000000000000004e-5
    configuration.corpus.classes = ["no", "1", "1e5", ".nan", "a: b", "ä"]
    let source = SettingsSource(
      name: "c.yaml", yaml: try configuration.yaml, isFile: true)
    #expect(try Configuration(sources: [source]) == configuration)
  }

  @Test func laterSourcesOverrideEarlierOnes() throws {
    let file = SettingsSource(
      name: "c.yaml",
      yaml: """
        preset: quick
        classifier:
          batch: 32   # where memory is short
          batchNorm: yes
        losses:
        augmentor: {latent: map, channels: [4, 8, 16]}
        """, isFile: true)
    let settings = ["classifier.batch=16", "augmentorTraining.learningRate=1e-5", "seed=7"]
    let read = try Configuration(
      sources: [file]
        + settings.map { (text) throws(SettingsError) in try SettingsSource.setting(text) })
    var expected = Configuration(.quick)
    expected.seed = 7
    expected.classifier.batch = 16
    expected.classifier.batchNorm = true
    expected.augmentor.latent = .map
    expected.augmentor.channels = [4, 8, 16]
    expected.augmentorTraining.learningRate = 1e-5
    #expect(read == expected)
    let changes = try read.changes
    #expect(
      changes == [
        "seed=7", "augmentor.latent=map", "augmentor.channels=[4, 8, 16]",
        "augmentorTraining.learningRate=1e-05", "classifier.batchNorm=true", "classifier.batch=16",
      ])
    #expect(try Configuration(preset: .small, sources: [file]).preset == .small)
  }

  @Test(arguments: ["", "# nothing\n", "{}"])
  func anEmptyFileMeansThePaper(yaml: String) throws {
    let source = SettingsSource(name: "c.yaml", yaml: yaml, isFile: true)
    #expect(try Configuration(sources: [source]) == Configuration())
  }

  @Test(arguments: [
    (
      "classifier:\n  bach: 3", "line 2: there is no setting \"classifier.bach\"",
      "classifier.batch"
    ),
    ("clasifier:\n  batch: 3", "line 1: there is no setting \"clasifier\"", "\"classifier\""),
    ("\nwidthfactor: 1", "line 2: there is no setting \"widthfactor\"", "classifier.widthFactor"),
    ("learning_rate: 1", "there is no setting", "learningRate"),
    ("3: 1", "there is no setting \"3\"", "nearest"),
    ("classifier:\n\n  batch: many", "line 3: classifier.batch is many", "a whole number"),
    ("classifier: {batch: 1.5}", "classifier.batch is 1.5", "a whole number"),
    ("classifier: {batch: 0}", "classifier.batch is 0", "from 1 to 65536"),
    ("classifier: {batch: [3]}", "classifier.batch is [3]", "a single value"),
    ("classifier: {batchNorm: 2}", "classifier.batchNorm is 2", "true or false"),
    ("classifier: 3", "classifier is 3", "a group of settings (widthFactor, batchNorm,"),
    ("classifier: {learningRate: -.inf}", "learningRate is -inf", "above 0"),
    ("classifier: {initialization: glorot}", "is glorot", "torchvision or he"),
    ("augmentor: {channels: 3}", "augmentor.channels is 3", "a list"),
    ("augmentor: {channels: [a, 2, 3]}", "is [a, 2, 3]", "a list, each a whole number"),
    ("augmentor: {channels: [1, 2]}", "is [1, 2]", "a list of 3 numbers"),
    (
      "augmentor: {epsilonMinimum: 0.4}", "epsilonMinimum is 0.4",
      "at most augmentor.epsilonMaximum, 0.3"
    ),
    ("augmentor: {epsilonMaximum: 0.01}", "line 1: augmentor.epsilonMinimum is 0.05", "at most"),
    ("augmentor: {channels: [0, 2, 3]}", "is [0, 2, 3]", "numbers from 1 to 65536"),
    ("classifier:\n  segment: 32", "line 2: classifier.stride is 64", "classifier.segment, 32"),
    ("crossLingual: {lowShare: 0.9}", "crossLingual.lowShare is 0.9", "testShare, 0.25, leaves"),
    ("encoding: {gammas: [], scaledGamma: no}", "encoding.gammas is []", "one number or more"),
    ("frontEnd: {bands: 2000}", "frontEnd.bands is 2000", "at most fftLength, 1024"),
    (
      "classifier.batch: 3", "line 1: in a file, keys stand below",
      "below it and further in, batch: 3"
    ),
    ("experiment: {baselines: [mix]}", "is [mix]", "a list, each copy"),
    (
      "experiment: {baselines: [balancing-gan]}\nclassifier:\n  segment: 100",
      "line 3: classifier.segment is 100", "a multiple of 16"
    ),
    ("augmentor: {frames: 16}", "augmentor.frames is 16", "power of 5"),
    ("frontEnd: {scale: bark}", "frontEnd.scale is bark", "slaney or htk"),
    ("frontEnd:\n  hopLength: 0", "line 2: frontEnd.hopLength is 0", "from 1 to 1048576"),
    ("seed: -1", "seed is -1", "a whole number, 0 or more"),
    ("preset: best", "preset is best", "paper or quick or medium or small"),
    ("corpus: {classes: [one]}", "corpus.classes is [\"one\"]", "two or more"),
    ("corpus: {map: [joy]}", "corpus.map is [\"joy\"]", "joy=happy"),
    ("seed: 1\nseed: 2", "line 1", "stands twice"), ("a: [", "line ", "not YAML"),
    ("- a", "line 1", "a table of settings"), ("text", "line 1", "a table of settings"),
  ])
  func refuses(yaml: String, naming what: String, and expected: String) throws {
    let source = SettingsSource(name: "c.yaml", yaml: yaml, isFile: true)
    let error = #expect(throws: SettingsError.self) {
      try Configuration(sources: [source])
    }
    let message = try #require(error).description
    #expect(message.hasPrefix("c.yaml") && message.contains(what), "\(message)")
    #expect(message.contains(expected), "\(message)")
  }

  @Test(arguments: [
    ("classifier.bach=3", "classifier.batch"), ("classifier.batch=x", "a whole number"),
    ("classifier", "group.key=value"), ("a..b=3", "group.key=value"), ("=3", "group.key=value"),
    ("seed=[", "not YAML"), ("seed=1, preset: small", "single value"), ("seed=", "is empty"),
  ])
  func refusesOnTheCommandLine(text: String, naming what: String) throws {
    let error = #expect(throws: SettingsError.self) {
      try Configuration(sources: [SettingsSource.setting(text)])
    }
    let message = try #require(error).description
    #expect(message.hasPrefix("--set \(text): ") && message.contains(what), "\(message)")
  }

  @Test func everyNumberIsChecked() throws {
    for (key, value) in try Configuration().leaves where Double(value) != nil {
      for wrong in ["-1e30", ".nan", ".inf"] {
        let setting = try SettingsSource.setting("\(key)=\(wrong)")
        #expect(throws: SettingsError.self, "\(key)=\(wrong)") {
          try Configuration(sources: [setting])
        }
      }
    }
  }

  @Test func everySettingSaysWhatItMeans() throws {
    let entries = try Configuration.catalog.entries
    #expect(try entries.map(\.key) == Configuration().leaves.map(\.key))
    for entry in entries {
      #expect(entry.meaning.hasSuffix(".") && entry.meaning.count > 5, "\(entry.key)")
    }
  }

  /// Whole numbers just beyond the range that a setting says, and its ends.
  @Test func rangesAreKeptToTheLastNumber() throws {
    var ranges = 0
    for entry in try Configuration.catalog.entries {
      guard let match = entry.expected.wholeMatch(of: /from (-?\d+) to (\d+)/),
        let least = Int(match.1), let most = Int(match.2)
      else { continue }
      ranges += 1
      for wrong in [least - 1, most + 1] {
        let setting = try SettingsSource.setting("\(entry.key)=\(wrong)")
        let error = #expect(throws: SettingsError.self, "\(entry.key)=\(wrong)") {
          try Configuration(sources: [setting])
        }
        #expect(try #require(error).description.contains("\(entry.key) is \(wrong)"))
      }
    }
    #expect(ranges > 30)
  }

  @Test func readsAFile() throws {
    let folder = try TemporaryFolder()
    let url = try folder.write(Data("seed: 9\r\n".utf8), to: "c.yaml")
    #expect(try Configuration(sources: [.file(url)]).seed == 9)
    #expect(throws: FileError.missing(path: folder("none.yaml").path)) {
      try SettingsSource.file(folder("none.yaml"))
    }
  }
}
