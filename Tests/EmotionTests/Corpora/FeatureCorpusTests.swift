import Classical
import Emotion
import Foundation
import Kernels
import Speech
import Testing

struct FeatureCorpusTests {
  @Test func joinsRowsByTheirFiles() throws {
    let corpus = try FeatureFixtures.corpus()
    #expect(corpus.features.rows == 24 && corpus.features.columns == FeatureFixtures.width)
    #expect(Array(corpus.features[5]) == FeatureFixtures.vector(5))
    #expect(corpus.labelled[5].label == 1 && corpus.labelled[5].speaker == "s2")
    #expect(corpus.kind == FeatureFixtures.kind)
  }

  @Test func namesTheFirstRecordingWithoutARow() {
    let further = ["x", "y"].map { Recording(url: URL(filePath: "/toy/\($0).wav"), emotion: "sad") }
    let error = #expect(throws: CorpusError.self) {
      try FeatureFixtures.corpus(FeatureFixtures.recordings + further)
    }
    let sentence = "\(error?.description ?? "")"
    #expect(sentence.contains("toy.csv") && sentence.contains("/toy/x.wav"))
    #expect(sentence.contains("1 more"))
  }

  @Test func whatHasNoRowIsLeftOutWhereTheUserSaysSo() throws {
    let table = FeatureFixtures.table.rows([20, 3, 11] + Array(12..<20))
    let corpus = try FeatureFixtures.corpus(table: table, skippingMissing: true)
    #expect(corpus.files.count == 11 && corpus.features.rows == 11)
    for (row, file) in corpus.files.enumerated() {
      let number = try #require(Int(file.dropFirst(5).prefix(2)))
      #expect(Array(corpus.features[row]) == FeatureFixtures.vector(number))
    }
    #expect(corpus.report.leftOut.allSatisfy { $0.cause == .noFeatures })
    #expect(
      corpus.report.sentences.first?.hasPrefix(
        "13 of 24 recordings are left out: /toy/00.wav (toy.csv has no row for it)") == true)
    #expect(corpus.use.leftOut.groups.map(\.reason) == [.missing])
    #expect(corpus.use.leftOut.count == 13)
    // A table of another corpus is none.
    let other = FeatureTable(
      kind: table.kind, names: table.names, files: ["x"], values: Array(table[0]))
    let error = #expect(throws: CorpusError.self) {
      try FeatureFixtures.corpus(table: other, skippingMissing: true)
    }
    #expect(
      "\(error?.description ?? "")".contains("no row for any of the manifest's 24 recordings"))
  }

  @Test func whatTheTableLeftOutIsLeftOut() throws {
    let short = Recording(url: URL(filePath: "/toy/short.wav"), emotion: "sad", speaker: "s1")
    let all = [short] + FeatureFixtures.recordings
    let table = FeatureFixtures.table.noting(
      FeatureNotes(
        leftOut: [LeftOutRecording(file: "/toy/short.wav", cause: .tooShort, reason: "10 ms")],
        problems: [RecordingProblem(file: "/toy/03.wav", kind: .silent, detail: "no sound")]))
    let corpus = try FeatureFixtures.corpus(all, table: table)
    #expect(corpus.features.rows == 24 && corpus.files.first == "/toy/00.wav")
    #expect(Array(corpus.features[5]) == FeatureFixtures.vector(5))
    #expect(corpus.labelled.map(\.id) == Array(0..<24) && corpus.labelled[5].speaker == "s2")
    #expect(
      corpus.report.sentences == [
        "1 of 25 recordings is left out: /toy/short.wav (10 ms).",
        "1 recording is silent: /toy/03.wav (no sound).",
      ])
    #expect(throws: CorpusError.self) { try FeatureFixtures.corpus([short], table: table) }
  }

  /// What a model that learnt from a recording, or from who speaks, makes of it tells more than its sound.
  @Test func whatMadeTheFeaturesMayHaveSeenThem() throws {
    let files = FeatureFixtures.recordings.map(\.url.path)
    let seen = SeenRecordings(
      TrainingData(recordings: [], speakers: [Person(corpus: "", name: "s2")]), files: files[0..<2])
    let corpus = try FeatureFixtures.corpus(
      table: FeatureFixtures.table.noting(FeatureNotes(seen: seen)))
    #expect(
      corpus.labelled.filter(\.isSeenByFeatures).map(\.id) == [0, 1]
        + stride(from: 2, to: 24, by: 3))
    let overlap = Overlap(of: [(Array(corpus.labelled[12...]), Array(corpus.labelled[..<12]))])
    #expect(overlap.seenByFeatures == 6 && overlap.warnings.count == 2)
  }

  /// All silences of one length have the same features.
  @Test func silenceIsNobodysSound() throws {
    let files = FeatureFixtures.recordings.map(\.url.path)
    let problems = files[..<2].map { RecordingProblem(file: $0, kind: .silent, detail: "no sound") }
    let corpus = try FeatureFixtures.corpus(
      table: FeatureFixtures.table.noting(FeatureNotes(problems: problems)))
    #expect(corpus.labelled.filter { $0.content == nil }.map(\.id) == [0, 1])
  }

  @Test func minMaxIsOfTheTrainingPartAndClipsTheRest() throws {
    let corpus = try FeatureFixtures.corpus()
    let training = Array(0..<12)
    let scaled = corpus.normalized(.minMax, training: training)
    #expect(scaled.values.allSatisfy { 0...1 ~= $0 })
    for column in 0..<scaled.columns {
      let known = training.map { scaled.values[$0 * scaled.columns + column] }
      #expect(known.min() == 0 && known.max() == 1)
    }
    let scale = try #require(corpus.scale(.minMax, training: training))
    let back = scale.inverse(scaled.selecting(training))
    for (value, original) in zip(back.values, corpus.features.selecting(training).values) {
      #expect(abs(value - original) < 1e-5)
    }
  }

  @Test(arguments: [FeatureSettings.Normalization.zNorm, .zNormCorpus, .zNormSpeaker])
  func zNormsAreOfTheirOwnParts(_ normalization: FeatureSettings.Normalization) throws {
    let corpus = try FeatureFixtures.corpus()
    let training = Array(0..<12)
    let scaled = corpus.normalized(normalization, training: training)
    let parts: [[Int]] =
      switch normalization {
      case .zNorm, .minMax: [training]
      case .zNormCorpus: [Array(0..<24)]
      case .zNormSpeaker:
        (0..<3).map { speaker in (0..<24).filter { $0 % 3 == speaker } }
      }
    for part in parts {
      for column in 0..<scaled.columns {
        let values = part.map { Double(scaled.values[$0 * scaled.columns + column]) }
        let mean = values.reduce(0, +) / Double(values.count)
        let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count)
        #expect(abs(mean) < 1e-5 && abs(variance - 1) < 1e-4)
      }
    }
  }

  /// Two corpora in one manifest, one of which is ten times as loud.
  @Test func eachCorpusHasItsOwnScale() throws {
    let files = (0..<8).map { "/toy/\($0).wav" }
    let table = FeatureTable(
      kind: FeatureFixtures.kind, names: ["loudness"], files: files,
      values: (0..<8).map { Float($0 < 4 ? $0 : 10 * ($0 - 4)) })
    let recordings = files.enumerated().map { index, file in
      Recording(
        url: URL(filePath: file), emotion: index % 2 == 0 ? "sad" : "angry", speaker: "s",
        corpus: index < 4 ? "quiet" : "loud")
    }
    let corpus = try FeatureCorpus(
      ClassSelection(classes: ["sad", "angry"])(recordings), features: table, source: "toy.csv")
    let scaled = corpus.normalized(.zNormCorpus, training: Array(0..<8)).values
    // In the order of the corpora's names.
    for (loud, quiet) in zip(scaled[..<4], scaled[4...]) { #expect(abs(loud - quiet) < 1e-5) }
    #expect(corpus.scale(.zNormCorpus, training: []) == nil)
    #expect(corpus.onlyRecordings(.zNormCorpus) == nil)
  }

  /// The same, but for rounding, or nearly so; and other values where nothing was learnt.
  @Test(
    arguments: [
      [4, 4, 4], [0.1, 0.1, 0.1], [0, 0, 0], [0.3, Float(0.3).nextUp, 0.3], [1e-30, 1e-30, 1e-30],
      [-1e9, -1e9 - 64, -1e9 + 64], [1, 1 + 1e-6, 1 - 1e-6],
    ] as [[Float]])
  func aFeatureThatNeverChangesBecomesZero(values: [Float]) {
    let same = SampleMatrix(rows: 3, columns: 1, values: values)
    let others = SampleMatrix(rows: 3, columns: 1, values: [1e6, -3, values[0].nextDown])
    for scale in [FeatureScale.minMax(of: same), .zNorm(of: same)] {
      #expect(scale(same).values == [0, 0, 0])
      #expect(scale(others).values == [0, 0, 0])
      #expect(scale.constants == 1)
      let back = scale.inverse(SampleMatrix(rows: 1, columns: 1, values: [0.7]))
      #expect(abs(back.values[0] - values[0]) <= 1e-5 * abs(values[0]))
    }
  }

  /// A small spread is no rounding where the numbers themselves are small, or large enough beside them.
  @Test(arguments: [[1e-20, 3e-20, 2e-20], [1000, 1000.5, 999.5]] as [[Float]])
  func aFeatureOfSmallChangesIsNone(values: [Float]) {
    let small = SampleMatrix(rows: 3, columns: 1, values: values)
    for scale in [FeatureScale.minMax(of: small), .zNorm(of: small)] {
      #expect(scale.constants == 0)
      #expect(Set(scale(small).values).count == 3)
    }
  }

  @Test(arguments: [
    (
      FeatureSettings.Normalization.zNorm,
      "1 to 2 of 3 features are constant in the folds' training"
    ),
    (.minMax, "1 to 2 of 3 features are constant in the folds' training"),
    (.zNormCorpus, "1 of 3 features is constant in the corpus and counts as 0."),
    (.zNormSpeaker, "3 of 3 features are constant in the recordings of a speaker and count as 0."),
  ])
  func constantFeaturesAreCounted(
    normalization: FeatureSettings.Normalization, sentence: String
  ) throws {
    let files = (0..<6).map { "/toy/\($0).wav" }
    let table = FeatureTable(
      kind: FeatureFixtures.kind, names: ["same", "late", "other"], files: files,
      values: (0..<6).flatMap { [7, $0 < 3 ? 1 : Float($0), Float($0)] as [Float] })
    let recordings = files.enumerated().map { index, file in
      Recording(
        url: URL(filePath: file), emotion: index % 2 == 0 ? "sad" : "angry",
        speaker: index == 5 ? "alone" : "s")
    }
    let corpus = try FeatureCorpus(
      ClassSelection(classes: ["sad", "angry"])(recordings), features: table, source: "toy.csv")
    let parts = [[0, 1, 2], [3, 4, 5]]
    #expect(corpus.constantFeatures(normalization, training: parts)?.hasPrefix(sentence) == true)
    let alone = corpus.onlyRecordings(normalization)
    #expect(
      (alone?.contains("1 recording is all that there is of a speaker, such as /toy/5.wav") == true)
        == (normalization == .zNormSpeaker))
    if normalization == .zNorm {
      #expect(
        corpus.constantFeatures(normalization, training: [[3, 4, 5]])
          == "1 of 3 features is constant in the training part and counts as 0.")
    }
  }

  @Test func whereAllChangeNothingIsSaid() throws {
    let corpus = try FeatureFixtures.corpus()
    #expect(corpus.constantFeatures(.zNorm, training: [Array(0..<12)]) == nil)
  }
}
