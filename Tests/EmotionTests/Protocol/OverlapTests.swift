import Emotion
import Files
import Foundation
import Speech
import Testing

struct OverlapTests {
  private func utterance(
    _ id: Int, _ name: String, corpus: String = "a", sound: String? = nil, source: String? = nil,
    isWhole: Bool = false
  ) -> LabelledUtterance {
    LabelledUtterance(
      id: id, label: 0, speaker: name,
      person: name.isEmpty ? nil : Person(corpus: corpus, name: name),
      sourceFile: source.map {
        SourceFile(
          path: "/\($0)", identity: RecordingIdentity(corpus: corpus, path: $0), isWhole: isWhole)
      }, content: ContentHash(of: sound ?? "\(id)"))
  }

  @Test func nothingIsShared() {
    let overlap = Overlap(of: [([utterance(0, "x")], [utterance(1, "y")])])
    #expect(overlap.speakers.isEmpty && overlap.unknownSpeakers == 0 && overlap.recordings == 0)
    #expect(overlap.sentences == ["Training and test share no speaker."])
    #expect(overlap.warnings.isEmpty)
  }

  @Test func aPersonIsOfACorpus() {
    let overlap = Overlap(
      of: [([utterance(0, "03"), utterance(1, "04")], [utterance(2, "03", corpus: "b")])])
    #expect(overlap.speakers.isEmpty)
    #expect(Overlap(of: [([utterance(0, "03")], [utterance(1, "03")])]).speakers == ["a:03"])
  }

  /// Tables that programs wrote anew, and corpora under two names.
  @Test(arguments: [
    ("03", "a", "3"), ("03", "a", "3.0"), ("spk_03", "a", "Spk 03"), ("03", "A", "03"),
    ("03", "", "03"),
  ])
  func whoIsWrittenInTwoWaysIsDoubtful(name: String, corpus: String, other: String) {
    let training = [utterance(0, name, corpus: "a"), utterance(1, "04", corpus: "a")]
    let test = [utterance(2, other, corpus: corpus), utterance(3, "05")]
    let overlap = Overlap(of: [(training, test)])
    let tested = Person(corpus: corpus, name: other)
    #expect(overlap.speakers.isEmpty && overlap.doubtfulSpeakers == ["\(tested) and a:\(name)"])
    #expect(overlap.warnings.count == 1 && !overlap.sentences[0].contains("no speaker."))
    let known = TrainingData(training).overlap(with: test)
    // A card's people of another corpus may be known where either's is not.
    if corpus.isEmpty {
      #expect(known.speakers == ["03"] && known.doubtfulSpeakers.isEmpty)
    } else {
      #expect(known == overlap)
    }
  }

  @Test func othersAreNotDoubtful() {
    let training = [utterance(0, "03"), utterance(1, "anna")]
    let test = [utterance(2, "3", corpus: "b"), utterance(3, "13"), utterance(4, "anna")]
    #expect(Overlap(of: [(training, test)]).doubtfulSpeakers.isEmpty)
  }

  @Test func soundsAndUnknownSpeakersAreCountedOnce() {
    let tested = [utterance(1, "", sound: "s"), utterance(2, "z")]
    let overlap = Overlap(
      of: [([utterance(0, "x", sound: "s")], tested), ([utterance(3, "y", sound: "s")], tested)])
    #expect(overlap.recordings == 1 && overlap.unknownSpeakers == 1)
    #expect(overlap.warnings.count == 2)
  }

  /// One of those who are trained on may be anybody.
  @Test func whoIsUnknownInTrainingMayBeTested() throws {
    let tested = [utterance(1, "y"), utterance(2, "z")]
    #expect(Overlap(of: [([utterance(0, "")], tested)]).unknownSpeakers == 2)
    let learnt = TrainingData([utterance(0, ""), utterance(3, "x")])
    let read = try JSONDecoder().decode(TrainingData.self, from: JSONEncoder().encode(learnt))
    #expect(read.overlap(with: tested).unknownSpeakers == 2)
  }

  /// Where a manifest does not say of which corpus it is, its speakers may be those of any.
  @Test func aPersonOfAnUnknownCorpusMayBeKnown() {
    let learnt = TrainingData([utterance(0, "x"), utterance(1, "y", corpus: "")])
    let tested = [
      utterance(2, "x", corpus: ""), utterance(3, "x", corpus: "b"), utterance(4, "y", corpus: "b"),
    ]
    #expect(learnt.overlap(with: tested).speakers == ["x", "b:y"])
  }

  @Test func aCardKnowsWhatItsModelLearntFrom() throws {
    let learnt = TrainingData([utterance(0, "x", sound: "s"), utterance(1, "y")])
    let read = try JSONDecoder().decode(TrainingData.self, from: JSONEncoder().encode(learnt))
    #expect(read == learnt)
    let overlap = read.overlap(
      with: [utterance(5, "y", sound: "new"), utterance(6, "w", sound: "s"), utterance(7, "")])
    #expect(overlap.speakers == ["a:y"] && overlap.recordings == 1 && overlap.unknownSpeakers == 1)
  }

  @Test func partsOfOneFileAreShared() throws {
    let training = [utterance(0, "x", source: "d/1.wav"), utterance(1, "x")]
    let tested = [
      utterance(2, "y", source: "d/1.wav"), utterance(3, "y", source: "d/2.wav"), utterance(4, "y"),
    ]
    let overlap = Overlap(of: [(training, tested), (training, tested)])
    #expect(overlap.parts == 1 && overlap.recordings == 0 && overlap.speakers.isEmpty)
    #expect(overlap.warnings.count == 1 && overlap.warnings[0].contains("is a part of a file"))
    let text = try JSONEncoder().encode(overlap)
    #expect(try JSONDecoder().decode(Overlap.self, from: text) == overlap)

    let learnt = try JSONDecoder().decode(
      TrainingData.self, from: JSONEncoder().encode(TrainingData(training)))
    // Named from another folder, or by a manifest without a corpus.
    let others = [
      utterance(5, "y", source: "db/d/1.wav"), utterance(6, "y", corpus: "", source: "1.wav"),
      utterance(7, "y", corpus: "b", source: "d/1.wav"), utterance(8, "y", source: "e/1.wav"),
      utterance(9, "y", source: "d/11.wav"),
    ]
    #expect(others.map { learnt.overlap(with: [$0]).parts } == [1, 1, 0, 0, 0])
  }

  /// A file on one side and parts of it on the other, in one run and by a card.
  @Test(arguments: [false, true]) func aFileAndItsPartsAreShared(isWholeTrained: Bool) {
    let learnt = [utterance(0, "x", source: "d/1.wav", isWhole: isWholeTrained)]
    let tested = [
      utterance(1, "y", source: "d/1.wav", isWhole: !isWholeTrained),
      utterance(2, "y", source: "d/2.wav", isWhole: !isWholeTrained),
    ]
    for overlap in [Overlap(of: [(learnt, tested)]), TrainingData(learnt).overlap(with: tested)] {
      #expect(overlap.parts == 1 && overlap.recordings == 0)
      #expect(overlap.sentences[0].hasPrefix("No speaker's name is in training and test both"))
    }
  }

  /// One file on both sides is a sound that is known, and no part.
  @Test func wholesAreNoParts() {
    let one = utterance(0, "x", sound: "s", source: "1.wav", isWhole: true)
    for overlap in [Overlap(of: [([one], [one])]), TrainingData([one]).overlap(with: [one])] {
      #expect(overlap.parts == 0 && overlap.recordings == 1)
    }
  }

  /// Cards of models that learnt from no parts, and results of earlier versions, are as they were.
  @Test func whatSaysNothingOfPartsIsRead() throws {
    let card = try JSONEncoder().encode(TrainingData([utterance(0, "x")]))
    #expect(!String(decoding: card, as: UTF8.self).contains("sourceFiles"))
    let old = #"{"speakers": [], "unknown_speakers": 0, "recordings": 2}"#
    #expect(try JSONDecoder().decode(Overlap.self, from: Data(old.utf8)).parts == 0)
  }

  @Test func aSoundUnderTwoNamesIsLeftOutWhereWanted() throws {
    let corpus = try FeatureFixtures.corpus()
    #expect(corpus.repeating([corpus]).count == 24)
    let rest = corpus.leavingOut([0, 3], because: .repeated)
    #expect(rest.labelled.map(\.id) == Array(0..<22) && rest.use.leftOut.count == 2)
    #expect(Array(rest.features[0]) == FeatureFixtures.vector(1))
    #expect(rest.files[2] == corpus.files[4] && corpus.repeating([rest]).count == 22)
  }
}
