import Files
import Foundation
import TestSupport
import Testing

@testable import Emotion

struct EmoBoxFoldsTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func name(_ number: Int) -> String { number < 10 ? "0\(number).wav" : "\(number).wav" }

  /// A part of a fold, as EmoBox writes it.
  private func write(_ part: String, _ fold: Int, _ recordings: some Sequence<Int>) throws {
    try Folder.create(folder("b/fold_\(fold)"))
    let lines = recordings.map {
      #"{"key": "b-\#($0)", "dataset": "b", "wav": "downloads/b/wav/\#(name($0))", "emo": "anger"}"#
    }
    _ = try folder.write(
      Data((lines.joined(separator: "\n") + "\n").utf8),
      to: "b/fold_\(fold)/b_\(part)_fold_\(fold).jsonl")
  }

  private func folds() throws -> [Fold] {
    let corpus = try FeatureFixtures.corpus()
    let division = Division.table(try FoldTable(contentsOf: folder("b")))
    return try division.folds(of: division.applied(to: corpus), ExperimentSettings())
  }

  private var count: Int { FeatureFixtures.recordings.count }

  @Test func eachFoldTestsWhatItNames() throws {
    for fold in 1...2 {
      try write("train", fold, (0..<count).filter { $0 / 2 % 2 != fold - 1 })
      try write("test", fold, (0..<count).filter { $0 / 2 % 2 == fold - 1 })
    }
    let folds = try folds()
    #expect(folds.map(\.name) == ["1", "2"])
    #expect(folds[0].test == (0..<count).filter { $0 / 2 % 2 == 0 })
    #expect(folds[1].training == folds[0].test)
    #expect(try EmoBoxFolds(contentsOf: folder("b")).files.count == 4)
  }

  @Test func oneFoldIsADivision() throws {
    try write("train", 1, (0..<count).filter { $0 % 4 < 2 })
    try write("valid", 1, (0..<count).filter { $0 % 4 == 2 })
    try write("test", 1, (0..<count).filter { $0 % 4 == 3 })
    let folds = try folds()
    #expect(folds.count == 1)
    #expect(folds[0].test == (0..<count).filter { $0 % 4 == 3 })
    #expect(folds[0].training == (0..<count).filter { $0 % 4 < 3 })
  }

  private func complaint() throws -> String {
    let error = #expect(throws: FileError.self) { try FoldTable(contentsOf: folder("b")) }
    return try #require(error).description
  }

  @Test func whatIsIncompleteIsRefused() throws {
    try Folder.create(folder("b"))
    #expect(try complaint().contains("it lacks the files of EmoBox's folds"))
    try write("train", 1, [0, 1])
    #expect(try complaint().contains("fold_1 lacks"))
    try write("test", 1, [2, 3])
    try write("train", 2, [2, 3])
    try write("test", 2, [0])
    #expect(try complaint().contains("fold_2 neither trains on downloads/b/wav/01.wav nor tests"))
    try write("test", 2, [0, 1, 2])
    #expect(try complaint().contains("downloads/b/wav/02.wav is in another part of fold_2 too"))
    try write("train", 2, [3])
    #expect(
      try complaint().contains(
        "b_test_fold_2.jsonl, line 3, puts downloads/b/wav/02.wav into the fold 2"))
    _ = try folder.write(Data(#"{"wav": 3}"#.utf8), to: "b/fold_2/b_test_fold_2.jsonl")
    #expect(try complaint().contains("line 1 is no JSON object"))
    _ = try folder.write(Data(), to: "b/fold_2/b_test_fold2.jsonl")
    #expect(try complaint().contains("two files of the test part"))
  }
}
