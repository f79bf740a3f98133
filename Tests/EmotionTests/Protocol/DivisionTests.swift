import Files
import Foundation
import Speech
import TestSupport
import Testing

@testable import Emotion

struct DivisionTests {
  private static func recordings(
    _ count: Int, splits: [String] = [""], speakers: [String] = ["a", "b", "c"]
  ) -> [Recording] {
    FeatureFixtures.recordings.prefix(count).enumerated().map { number, recording in
      Recording(
        url: recording.url, emotion: recording.emotion,
        speaker: speakers[number / 2 % speakers.count],
        further: ["split": splits[number / 2 % splits.count]])
    }
  }

  @Test func ownSplitHasADevelopmentPart() throws {
    let corpus = try FeatureFixtures.corpus(
      Self.recordings(24, splits: ["train", "Dev", "TEST", "", "training", "test2"]))
    let divided = try Division.split.applied(to: corpus)
    #expect(divided.files.count == 20 && divided.use.leftOut.count == 4)
    let fold = try OwnSplit(of: divided.labelled).fold
    #expect(fold.training.count == 8 && fold.development?.count == 4 && fold.test.count == 8)
    #expect(
      try fold.heldOut(of: divided.labelled, by: HoldOutRule(0.1), seed: 1) == fold.development)
    #expect(Set(fold.learntFrom + fold.test).count == 20)
  }

  @Test(arguments: [
    // As ESD has it.
    (["train", "evaluation", "test"], 8, 8), (["train", "train", "eval"], 8, 0),
  ])
  func anEvaluationPartIsForTestsWhereNothingElseIs(
    _ splits: [String], tested: Int, listened: Int
  ) throws {
    let corpus = try FeatureFixtures.corpus(Self.recordings(24, splits: splits))
    let fold = try OwnSplit(of: corpus.labelled).fold
    #expect(fold.test.count == tested && fold.development?.count ?? 0 == listened)
  }

  @Test func wordsThatNameNoPartAreTold() throws {
    let folder = try TemporaryFolder()
    let rows = ["a,sad,train", "b,sad,trian", "c,sad,TEST", "d,sad,", "e,sad,trian", "f,sad,x"]
    func manifest(_ rows: [String]) throws -> Manifest {
      let text = (["file,emotion,split"] + rows).joined(separator: "\n")
      return try Manifest(contentsOf: folder.write(Data(text.utf8), to: "m.csv"))
    }
    let told = try Division.split.warning(on: manifest(rows))
    #expect(told?.contains("has “trian” (2), “x” (1), which are none of") == true, "\(told ?? "")")
    #expect(try Division.split.warning(on: manifest([rows[0], rows[2], rows[3]])) == nil)
    let tests = try Division.split.warning(on: manifest([rows[0], "b,sad,test1", "c,sad,test2"]))
    #expect(tests == "The parts test1, test2 are tested together, as one.")
  }

  @Test func aDivisionThatIsNotFollowedIsTold() throws {
    let folder = try TemporaryFolder()
    func warning(_ division: Division, _ rows: String...) throws -> String? {
      let text = (["file,emotion,split"] + rows).joined(separator: "\n")
      return division.warning(
        on: try Manifest(contentsOf: folder.write(Data(text.utf8), to: "m.csv")))
    }
    let told = try warning(.speakers, "a.wav,sad,train", "b.wav,sad,test")
    #expect(told?.contains("names test.") == true && told?.contains("--split") == true)
    #expect(try warning(.speakers, "a.wav,sad,x", "b.wav,sad,y") == nil)
    #expect(try warning(.speakers, "a.wav,sad,train", "b.wav,sad,train") == nil)
    let table = try table(["file,fold", "a.wav,train", "b.wav,test"], folder)
    #expect(try warning(.table(table), "a.wav,sad,", "b.wav,sad,")?.contains("test, train") == true)
    let folds = try self.table(["file,fold", "a.wav,1", "b.wav,2"], folder)
    #expect(try warning(.table(folds), "a.wav,sad,", "b.wav,sad,") == nil)
    // The same names in another corpus.
    let ofTwo = try self.table(["file,fold,corpus", "a.wav,1,", "b.wav,2,", "a.wav,1,x"], folder)
    #expect(
      try warning(.table(ofTwo), "a.wav,sad,", "b.wav,sad,")?.contains("puts 1 file into") == true)
  }

  @Test func sessionsOfSomeRecordingsAreTold() throws {
    func warning(_ sessions: [String], folds: Int = 0) throws -> String? {
      var settings = ExperimentSettings()
      settings.folds = folds
      let recordings = Self.recordings(24).enumerated().map { number, recording in
        Recording(
          url: recording.url, emotion: recording.emotion, speaker: recording.speaker,
          session: sessions[number % sessions.count])
      }
      return try Division.speakers.warning(on: FeatureFixtures.corpus(recordings), settings)
    }
    #expect(try warning(["1", "2", ""])?.hasPrefix("8 of 24 recordings have no session") == true)
    #expect(try warning(["1", "2", ""], folds: 3) == nil)
    #expect(try warning(["1", "2"]) == nil && warning([""]) == nil)
  }

  @Test func aSplitWithoutPartsIsRefused() throws {
    let corpus = try FeatureFixtures.corpus(Self.recordings(24, splits: ["1", "2"]))
    #expect(throws: SplitError.noSplit(found: ["1", "2"])) {
      try Division.split.applied(to: corpus)
    }
  }

  private func table(_ rows: [String], _ folder: TemporaryFolder) throws -> FoldTable {
    let url = try folder.write(Data(rows.joined(separator: "\n").utf8), to: "folds.csv")
    return try FoldTable(contentsOf: url)
  }

  @Test(arguments: ["./wav/a.wav", "wav/../wav/a.wav", "link/a.wav"])
  func oneFileInTwoFoldsIsRefusedUnderAnySpelling(spelling: String) throws {
    let folder = try TemporaryFolder()
    try Folder.create(folder("wav"))
    _ = try folder.write(Data(), to: "wav/a.wav")
    try FileManager.default.createSymbolicLink(
      atPath: folder("link").path, withDestinationPath: "wav")
    let error = #expect(throws: FileError.self) {
      try table(["file,fold", "wav/a.wav,1", "\(spelling),2"], folder)
    }
    #expect(error?.description.contains("puts \(spelling) into the fold 2") == true)
    _ = try table(["file,fold", "wav/a.wav,1", "\(spelling),1"], folder)
  }

  @Test func foldsAreThoseOfATable() throws {
    let folder = try TemporaryFolder()
    let corpus = try FeatureFixtures.corpus()
    // By the path in the corpus, by the whole path, by the name.
    let forms: [(Int) -> String] = [
      { "\($0 < 10 ? "0" : "")\($0).wav" }, { FeatureFixtures.recordings[$0].url.path },
      { "elsewhere/\($0 < 10 ? "0" : "")\($0).wav" },
    ]
    for form in forms {
      let division = Division.table(
        try table(["file,fold"] + (0..<22).map { "\(form($0)),\($0 % 3 + 9)" }, folder))
      let divided = try division.applied(to: corpus)
      #expect(divided.files.count == 22 && divided.use.leftOut.count == 2)
      let folds = try division.folds(of: divided, ExperimentSettings())
      #expect(folds.map(\.name) == ["9", "10", "11"])
      #expect(folds.map(\.test.count) == [8, 7, 7])
      for fold in folds { #expect(Set(fold.training + fold.test) == Set(0..<22)) }
    }
  }

  @Test func tablesThatDoNotDivideAreRefused() throws {
    let folder = try TemporaryFolder()
    let corpus = try FeatureFixtures.corpus()
    #expect(throws: FileError.self) { try table(["file,part", "00.wav,1"], folder) }
    #expect(throws: FileError.self) { try table(["file,fold", "00.wav,1", "00.wav,2"], folder) }
    #expect(throws: FileError.self) { try table(["file,fold", "00.wav,"], folder) }
    #expect(throws: SplitError.self) {
      try Division.table(table(["file,fold", "x.wav,1", "y.wav,2"], folder)).applied(to: corpus)
    }
  }

  /// Two corpora that number their recordings alike.
  private func twins(_ folder: TemporaryFolder) throws -> Manifest {
    let rows = ["a", "b"].flatMap { corpus in
      (0..<4).map { "\(corpus)/\($0).wav,\(["angry", "sad"][$0 % 2]),s\($0 / 2),\(corpus)" }
    }
    let text = (["file,emotion,speaker,corpus"] + rows).joined(separator: "\n")
    return try Manifest(contentsOf: folder.write(Data(text.utf8), to: "m.csv"))
  }

  @Test(arguments: [
    ("file,fold", "0.wav,1", "0.wav"), ("file,fold", "x/0.wav,1", "x/0.wav"),
    ("file,fold", "a/0.wav,1", ""),
    ("file,fold,corpus", "0.wav,1,a", ""), ("file,fold,corpus", "0.wav,1,c", ""),
  ])
  func aFileThatMayBeTwoRecordingsIsRefused(header: String, row: String, named: String) throws {
    let folder = try TemporaryFolder()
    let division = Division.table(try table([header, row], folder))
    let manifest = try twins(folder)
    guard !named.isEmpty else { return try division.requirePlain(in: manifest) }
    #expect(
      throws: SplitError.ambiguousFile(
        table: folder("folds.csv").path, file: named, recordings: ["a/0.wav", "b/0.wav"])
    ) { try division.requirePlain(in: manifest) }
  }

  @Test func aPathSaysMoreThanANameWithinACorpusAlone() throws {
    let folder = try TemporaryFolder()
    func isPlain(_ rows: String...) throws -> Bool {
      let text = (["file,emotion,corpus"] + rows).joined(separator: "\n")
      let manifest = try Manifest(contentsOf: folder.write(Data(text.utf8), to: "m.csv"))
      let division = Division.table(try table(["file,fold", "0.wav,1"], folder))
      do {
        try division.requirePlain(in: manifest)
        return true
      } catch { return false }
    }
    #expect(try isPlain("x/0.wav,sad,a", "x/deep/0.wav,sad,a"))
    #expect(try !isPlain("x/0.wav,sad,a", "y/deep/0.wav,sad,b", "y/1.wav,sad,b"))
    #expect(try !isPlain("x/a/0.wav,sad,a", "x/b/0.wav,sad,a"))
  }

  private func corpus(of manifest: Manifest) throws -> FeatureCorpus {
    try FeatureCorpus(
      ClassSelection(classes: ["angry", "sad"])(manifest),
      features: FeatureTable(
        kind: FeatureFixtures.kind, names: ["f0"], files: manifest.recordings.map(\.url.path),
        values: manifest.recordings.indices.map(Float.init)), source: "f.csv")
  }

  @Test(arguments: [
    ("file,fold", "/a/0.wav."), ("file,fold,corpus", "0.wav, of the corpus \"a\"."),
  ])
  func aTableOfOtherFilesIsToldHowToNameThese(header: String, example: String) throws {
    let folder = try TemporaryFolder()
    let corpus = try corpus(of: twins(folder))
    let row = header == "file,fold" ? "x.wav,1" : "x.wav,1,a"
    let error = #expect(throws: SplitError.self) {
      try Division.table(table([header, row], folder)).applied(to: corpus)
    }
    #expect(error?.description.hasSuffix(example) == true, "\(error?.description ?? "")")
  }

  @Test func foldsOfTwoCorporaAreReadAsTheyWereWritten() throws {
    let folder = try TemporaryFolder()
    let manifest = try twins(folder)
    let corpus = try corpus(of: manifest)
    let folds = try Division.speakers.folds(of: corpus, ExperimentSettings())
    // Those of one corpus alone too, as where the other's were left out.
    for part in [corpus, corpus.leavingOut([4, 5, 6, 7], because: .repeated)] {
      let ids = Set(part.labelled.map(\.id))
      let own = folds.map { fold in
        Fold(
          name: fold.name, training: fold.training.filter(ids.contains),
          test: fold.test.filter(ids.contains))
      }.filter { !$0.test.isEmpty }
      try FoldTable.write(own, of: part, to: folder("folds.csv"))
      let division = Division.table(try FoldTable(contentsOf: folder("folds.csv")))
      try division.requirePlain(in: manifest)
      let divided = try division.applied(to: corpus)
      #expect(divided.files == part.files)
      #expect(try division.folds(of: divided, ExperimentSettings()) == own)
    }
  }

  @Test(arguments: ["NaN", "nan", "<NA>", "n/a", "-", "None"])
  func aFoldThatIsNoneIsRefused(word: String) throws {
    let folder = try TemporaryFolder()
    let error = #expect(throws: FileError.self) {
      try table(["file,fold", "a.wav,1", "b.wav,\(word)"], folder)
    }
    #expect(error?.description.contains("line 3 puts b.wav into the fold \(word), which") == true)
  }

  @Test(arguments: [("1", "1.0", true), ("03", "3", true), ("a", "A", true), ("1", "10", false)])
  func foldsThatAreOneToAPersonAreTold(_ one: String, _ other: String, isTold: Bool) throws {
    let folder = try TemporaryFolder()
    let manifest = try Manifest(
      contentsOf: folder.write(Data("file,emotion\na.wav,sad\nb.wav,sad\n".utf8), to: "m.csv"))
    let table = try table(["file,fold", "a.wav,\(one)", "b.wav,\(other)"], folder)
    let told = Division.table(table).warning(on: manifest)
    #expect((told?.contains("and count as different") == true) == isTold, "\(told ?? "")")
  }

  @Test func unknownSpeakersAreRefusedUnlessTheSettingsSayHow() throws {
    let unknown = (0..<12).map {
      LabelledUtterance(id: $0, label: 0, speaker: "", session: "\($0 % 2)")
    }
    var settings = ExperimentSettings()
    #expect(throws: SplitError.unknownSpeakers(count: 12)) { try Fold.folds(of: unknown, settings) }
    settings.unknownSpeakers = .alone
    #expect(throws: SplitError.foldsOfUnknown(count: 12)) { try Fold.folds(of: unknown, settings) }
    settings.folds = 3
    #expect(try Fold.folds(of: unknown, settings).map(\.test.count) == [4, 4, 4])
  }

  @Test func aSpeakerMayBeNamedWithoutTheCorpusWhereThatIsPlain() throws {
    let utterances = ["a:03", "b:03", "b:04"].enumerated().map {
      LabelledUtterance(id: $0, label: 0, speaker: $1)
    }
    #expect(try Fold.holdingOut("04", of: utterances).test == [2])
    #expect(try Fold.holdingOut("b:03, 04", of: utterances).test == [1, 2])
    #expect(throws: SplitError.self) { try Fold.holdingOut("03", of: utterances) }
  }

  /// Messages call speakers so.
  @Test func aSpeakerMayBeNamedWithTheOnlyCorpus() throws {
    let utterances = ["03", "04", "x:03"].enumerated().map {
      LabelledUtterance(id: $0, label: 0, speaker: $1, person: Person(corpus: "emodb", name: $1))
    }
    #expect(try Fold.holdingOut("emodb:04", of: utterances).test == [1])
    #expect(try SpeakerList("emodb:03, 04").utterances(of: utterances) == [0, 1])
    #expect(throws: SplitError.self) { try Fold.holdingOut("emovo:03", of: utterances) }
  }

  @Test(arguments: ["", "03,,04", "03,", " ,03"])
  func anEmptyNameInTheListIsNamed(list: String) throws {
    let utterances = ["03", "04"].enumerated().map {
      LabelledUtterance(id: $0, label: 0, speaker: $1)
    }
    #expect(throws: SplitError.emptySpeaker(list: list)) {
      try Fold.holdingOut(SpeakerList(list), of: utterances)
    }
    #expect(throws: SplitError.emptySpeaker(list: list)) {
      try SpeakerList(list).utterances(of: utterances)
    }
  }

  @Test func namesOfSpeakersMayHaveCommas() throws {
    let utterances = ["Doe, Anna", "Doe", "x:Roe, Bo"].enumerated().map {
      LabelledUtterance(id: $0, label: 0, speaker: $1)
    }
    #expect(try Fold.holdingOut("Doe, Anna", of: utterances).test == [0])
    #expect(try Fold.holdingOut("Doe,Roe, Bo", of: utterances).test == [1, 2])
    #expect(try SpeakerList("Doe, Doe, Anna,Roe, Bo").utterances(of: utterances) == [0, 1, 2])
    #expect(throws: SplitError.noSpeaker(asked: "Anna", known: ["Doe", "Doe, Anna", "x:Roe, Bo"])) {
      try SpeakerList("Doe,Anna").utterances(of: utterances)
    }
  }
}
