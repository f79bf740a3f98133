import Foundation
import Speech
import TestSupport
import Testing

/// The corpora whose labels stand in names, as trees of their official forms and sizes: names only.
@Suite struct PatternedCorpusTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func make(_ paths: some Sequence<String>) throws {
    var made: Set<String> = []
    for path in paths {
      let url = folder(path)
      if made.insert(url.deletingLastPathComponent().path).inserted {
        try FileManager.default.createDirectory(
          at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      }
      try Data().write(to: url)
    }
  }

  private func counts(_ contents: CorpusContents, _ value: (Recording) -> String) -> [String: Int] {
    Dictionary(contents.recordings.map { (value($0), 1) }, uniquingKeysWith: +)
  }

  /// Reads a whole corpus, of which nothing may be amiss.
  private func read(_ kind: CorpusKind, _ count: Int) throws -> CorpusContents {
    let contents = try kind.reader.read(folder.url)
    #expect(contents.recordings.count == count)
    #expect(contents.warnings.isEmpty && contents.skipped.isEmpty)
    #expect(contents.recordings.allSatisfy { $0.corpus == kind.rawValue })
    return contents
  }

  /// Numbers of two digits, and of more where it takes more.
  private func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

  @Test func cremaD() throws {
    let emotions = ["ANG", "DIS", "FEA", "HAP", "SAD"]
    let sentences = [
      "DFA", "ITH", "ITS", "IWL", "IWW", "MTI", "IOM", "TAI", "TIE", "TSI", "WSI",
    ]
    let names = (1001...1091).flatMap { actor in
      (sentences + ["IEO"]).map { "\(actor)_\($0)_NEU_XX" }
        + emotions.flatMap { emotion in
          sentences.map { "\(actor)_\($0)_\(emotion)_XX" }
            + ["LO", "MD", "HI"].map { "\(actor)_IEO_\(emotion)_\($0)" }
        }
    }
    // Twenty of them are lost: five neutral ones, and three of each other emotion.
    let lost =
      (1001...1005).map { "\($0)_DFA_NEU_XX" }
      + emotions.flatMap { emotion in (1001...1003).map { "\($0)_DFA_\(emotion)_XX" } }
    try make(Set(names).subtracting(lost).map { "AudioWAV/\($0).wav" })
    let people = (1001...1091).map {
      "\($0),30,\($0 <= 1048 ? "Male" : "Female"),Caucasian,Hispanic"
    }
    _ = try folder.write(
      Data((["ActorID,Age,Sex,Race,Ethnicity"] + people).joined(separator: "\n").utf8),
      to: "VideoDemographics.csv")
    let contents = try read(.cremaD, 7442)
    #expect(
      counts(contents, \.emotion) == [
        "angry": 1271, "disgusted": 1271, "fearful": 1271, "happy": 1271, "sad": 1271,
        "neutral": 1087,
      ])
    #expect(
      counts(contents, \.speaker).count == 91 && counts(contents, \.language) == ["eng": 7442])
    #expect(Set(contents.recordings.filter { $0.gender == "male" }.map(\.speaker)).count == 48)
    #expect(contents.tables.map(\.lastPathComponent) == ["VideoDemographics.csv"])

    let alone = try CorpusKind.cremaD.reader.read(folder("AudioWAV"))
    #expect(alone.recordings.count == 7442 && counts(alone, \.gender) == ["": 7442])
    #expect(try #require(alone.warnings.first).contains("there is no VideoDemographics.csv"))
  }

  @Test func tess() throws {
    let emotions = ["angry", "disgust", "Fear", "happy", "neutral", "Pleasant_surprise", "Sad"]
    let codes = ["angry", "disgust", "fear", "happy", "neutral", "ps", "sad"]
    let names = ["OAF", "YAF"].flatMap { speaker in
      zip(emotions, codes).flatMap { emotion, code in
        (1...200).map { word in
          let isMisspelt = speaker == "OAF" && code == "neutral" && word == 7
          return "\(speaker)_\(emotion)/\(isMisspelt ? "OA" : speaker)_word\(word)_\(code).wav"
        }
      }
    }
    try make(names)
    let contents = try read(.tess, 2800)
    #expect(counts(contents, \.emotion).values.allSatisfy { $0 == 400 })
    #expect(counts(contents, \.speaker) == ["OAF": 1400, "YAF": 1400])
    #expect(counts(contents, \.gender) == ["female": 2800])

    // A copy of all in a folder of its own, as some archives have it.
    try make(names.map { "copy/\($0)" })
    let twice = try CorpusKind.tess.reader.read(folder.url)
    #expect(twice.recordings.count == 2800 && twice.skipped.count == 2800)
    #expect(twice.skippedSummary(in: folder.url).count == 0)
  }

  @Test(arguments: [false, true])
  func savee(inOneFolder: Bool) throws {
    let emotions = ["a": 15, "d": 15, "f": 15, "h": 15, "n": 30, "sa": 15, "su": 15]
    try make(
      ["DC", "JE", "JK", "KL"].flatMap { speaker in
        emotions.flatMap { emotion, count in
          (1...count).map { "\(speaker)\(inOneFolder ? "_" : "/")\(emotion)\(two($0)).wav" }
        }
      })
    let contents = try read(.savee, 480)
    #expect(
      counts(contents, \.emotion) == [
        "angry": 60, "disgusted": 60, "fearful": 60, "happy": 60, "neutral": 120, "sad": 60,
        "surprised": 60,
      ])
    #expect(counts(contents, \.speaker).values.allSatisfy { $0 == 120 })
    #expect(counts(contents, \.gender) == ["male": 480])
  }

  @Test func nemo() throws {
    let speakers = (0..<9).map { "S\($0)0" }
    let emotions = ["anger", "fear", "happiness", "neutral", "sadness", "surprised"]
    let names = (1...90).flatMap { sentence in
      speakers.flatMap { speaker in emotions.map { "\(speaker)_\($0)_\(sentence)" } }
    }
    try make(names.prefix(4481).map { "samples/\($0).wav" })
    let rows = names.prefix(4481).map { name in
      let speaker = name.prefix(3)
      return
        "\(name)\t-\t\"Tak\", powiedział\ttak\t\(speaker)\t\(speaker < "S4" ? "male" : "female")\t30"
    }
    let header = "file_id\temotion\traw_text\tnormalized_text\tspeaker_id\tgender\tage"
    _ = try folder.write(Data(([header] + rows).joined(separator: "\n").utf8), to: "data.tsv")
    let contents = try CorpusKind.nemo.reader.read(folder.url)
    #expect(contents.recordings.count == 4481 && contents.skipped.isEmpty)
    #expect(contents.warnings.isEmpty, "\(contents.warnings)")
    #expect(counts(contents, \.speaker).count == 9 && counts(contents, \.emotion).count == 6)
    #expect(counts(contents, \.gender).keys.sorted() == ["female", "male"])
  }

  @Test func urdu() throws {
    let people = (1...27).map { "SM\($0)" } + (1...11).map { "SF\($0)" }
    try make(
      ["Angry", "Happy", "Neutral", "Sad"].flatMap { emotion in
        (1...100).map { number in
          "\(emotion)/\(people[number % 38])_F\(number)_\(emotion.prefix(1))0\(number).wav"
        }
      })
    let contents = try read(.urdu, 400)
    #expect(counts(contents, \.emotion).values.allSatisfy { $0 == 100 })
    #expect(counts(contents, \.emotion).keys.sorted() == ["angry", "happy", "neutral", "sad"])
    #expect(counts(contents, \.speaker).count == 38)
    #expect(
      contents.recordings.allSatisfy { ($0.gender == "male") == $0.speaker.hasPrefix("SM") })
  }

  @Test func ased() throws {
    let emotions = [
      ("01Neutral", "n1", 522), ("02Fearful", "f2", 510), ("03Happy", "h3", 486),
      ("04Sad", "s4", 470), ("05Angry", "a5", 486),
    ]
    try make(
      emotions.flatMap { folder, code, count in
        (0..<count).map { number in
          let speaker = number % 65 + 1
          let (sentence, repetition) = (two(number / 130 + 1), two(number / 65 % 2 + 1))
          return "\(folder)/\(code)-\(sentence)-\(repetition)-\(speaker <= 25 ? "01" : "02")-"
            + "\(two(speaker)).wav"
        }
      })
    let contents = try read(.ased, 2474)
    #expect(
      counts(contents, \.emotion) == [
        "neutral": 522, "fearful": 510, "happy": 486, "sad": 470, "angry": 486,
      ])
    #expect(counts(contents, \.speaker).count == 65)
    #expect(Set(contents.recordings.filter { $0.gender == "female" }.map(\.speaker)).count == 25)
  }

  @Test func baved() throws {
    try make(
      (0..<1935).map { number in
        let speaker = number % 61
        let word = number / 61 % 7
        return "\(word)/\(speaker)-\(speaker < 45 ? "m" : "f")-\(18 + speaker % 9)-\(word)-"
          + "\(number % 3)-\(number).wav"
      })
    let contents = try read(.baved, 1935)
    #expect(counts(contents, \.emotion) == ["low": 645, "neutral": 645, "high": 645])
    #expect(counts(contents, \.speaker).count == 61)
    #expect(Set(contents.recordings.filter { $0.gender == "female" }.map(\.speaker)).count == 16)
  }

  @Test func turEV() throws {
    let speakers = ["1157", "1234", "1358", "1984", "6783", "7895"]
    let names = (1...82).flatMap { word in
      [("Angry", "kz"), ("Calm", "sk"), ("Happy", "ml"), ("Sad", "uz")].flatMap { emotion, code in
        speakers.map { "Sound Source/\(emotion)/\($0)_\(code)_word\(word).wav" }
      }
    }
    try make(names.prefix(1735))
    let contents = try read(.turEV, 1735)
    #expect(counts(contents, \.emotion).keys.sorted() == ["angry", "calm", "happy", "sad"])
    #expect(counts(contents, \.speaker).count == 6)
  }

  @Test func whatDoesNotBelongIsLeftOut() throws {
    try make([
      "05Angry/a5-03-01-02-50.wav", "05Angry/a5-03-01-02-50.flac", "05Angry/x5-03-01-02-50.wav",
      "05Angry/a5-03-01-03-51.wav", "05Angry/a5-3.wav", "05Angry/a5-03-02-02-50.dvf", "README.md",
    ])
    let contents = try CorpusKind.ased.reader.read(folder.url)
    #expect(contents.recordings.map(\.url.lastPathComponent) == ["a5-03-01-02-50.wav"])
    #expect(
      Set(contents.skipped.map { "\($0.url.lastPathComponent): \($0.reason)" }).isSuperset(of: [
        "a5-03-01-02-50.flac: the same recording lies beside it with another ending",
        "x5-03-01-02-50.wav: x is none of the emotions a, f, h, n, s",
        "a5-03-01-03-51.wav: 03 is none of the genders 01, 02",
        "a5-3.wav: the name is not of the form {emotion:1}{#}-{#}-{#}-{gender:2}-{speaker}",
      ]))
    #expect(contents.skipped.count == 5)
    #expect(try #require(contents.warnings.first).contains("1 of the 2474 recordings of ASED"))
  }

  @Test func anyNames() throws {
    try make([
      "a/x_ANG_1.wav", "b/y_SAD_2.WAV", "b/y_SAD_2.flac", "b/y_ODD_2.wav", "other.wav", "b/z.wav",
    ])
    let pattern = try NamePattern(parsing: "{session}/{speaker}_{emotion}_{}.wav")
    let map = try LabelMap(rules: ["ANG=angry", "SAD=sad", "HAP=happy"])
    let contents = try AnyNames(pattern: pattern, map: map).read(folder.url)
    #expect(
      contents.recordings.map { "\($0.session) \($0.speaker) \($0.emotion)" }
        == ["a x angry", "b y ODD", "b y sad"])
    let summary = contents.skippedSummary(in: folder.url)
    #expect(summary.count == 3)
    #expect(
      try #require(summary.lines.first).contains(
        "3 because the name is not of the form {session}/{speaker}_{emotion}_{}.wav: b/y_SAD_2.flac, "
      ))
    #expect(contents.warnings.count == 2)
    #expect(contents.warnings[0].contains("--map does not name ODD (1), which keeps its name."))
    #expect(contents.warnings[1].contains("no recording has HAP"))

    let plain = try AnyNames().read(folder.url)
    #expect(plain.recordings.map(\.emotion) == ["a", "b", "b", "b"])
    let none = try AnyNames(pattern: NamePattern(parsing: "{emotion}-{}"))
    let error = #expect(throws: CorpusError.self) { try none.read(folder.url) }
    #expect(error?.description.contains("{emotion}-{}, found other names, of which") == true)
  }
}

/// MELD's tables and parts, as a tree of its official form and size: names only.
@Suite struct MELDTests {
  private let folder: TemporaryFolder
  private static let parts = [
    ("train", "train/train_splits", 9989), ("dev", "dev_splits_complete", 1109),
    ("test", "output_repeated_splits_test", 2610),
  ]

  init() throws {
    folder = try TemporaryFolder()
    let emotions = ["anger", "disgust", "fear", "joy", "neutral", "sadness", "surprise"]
    for (split, place, count) in Self.parts {
      try FileManager.default.createDirectory(
        at: folder(place), withIntermediateDirectories: true)
      var table =
        "Sr No.,Utterance,Speaker,Emotion,Sentiment,Dialogue_ID,Utterance_ID,Season,Episode,StartTime,EndTime\n"
      for number in 0..<count {
        let (dialogue, utterance) = (number / 10, number % 10)
        table +=
          "\(number + 1),\"Oh, \"\"no\"\"\",\(number % 2 == 0 ? "Phoebe" : "The Waiter"),"
          + "\(emotions[number % 7]),neutral,\(dialogue),\(utterance),1,1,\"00:00:01,5\",\"00:00:02,5\"\n"
        try Data().write(to: folder("\(place)/dia\(dialogue)_utt\(utterance).wav"))
      }
      _ = try folder.write(Data(table.utf8), to: "\(split)_sent_emo.csv")
    }
  }

  @Test func wholeCorpus() throws {
    let contents = try MELD().read(folder.url)
    #expect(contents.recordings.count == 13_708)
    #expect(contents.warnings.isEmpty && contents.skipped.isEmpty)
    for (split, place, count) in Self.parts {
      let part = contents.recordings.filter { $0.further["split"] == split }
      #expect(part.count == count)
      #expect(part.allSatisfy { $0.url.path.contains("/\(place)/") })
    }
    #expect(
      Set(contents.recordings.map(\.emotion)) == [
        "angry", "disgusted", "fearful", "happy", "neutral", "sad", "surprised",
      ])
    #expect(Set(contents.recordings.map(\.speaker)) == ["Phoebe", "The Waiter"])

    let manager = FileManager.default
    // Words of which another part's name is a piece, and a part within another's folder.
    let odd = folder("latest trained/test")
    try manager.createDirectory(at: odd, withIntermediateDirectories: true)
    for (_, place, _) in Self.parts {
      let top = String(place.prefix { $0 != "/" })
      try manager.moveItem(at: folder(top), to: odd.appending(path: top))
    }
    let moved = try MELD().read(folder.url)
    #expect(moved.recordings.count == 13_708 && moved.warnings.isEmpty)
    for (split, place, _) in Self.parts {
      #expect(
        moved.recordings.filter { $0.further["split"] == split }
          .allSatisfy { $0.url.path.contains("/\(place)/") })
      let top = String(place.prefix { $0 != "/" })
      try manager.moveItem(at: odd.appending(path: top), to: folder(top))
    }

    try manager.removeItem(at: folder("dev_splits_complete/dia0_utt3.wav"))
    try manager.moveItem(
      at: folder("dev_splits_complete/dia0_utt4.wav"),
      to: folder("dev_splits_complete/dia0_utt999.wav"))
    let less = try MELD().read(folder.url)
    #expect(less.recordings.count == 13_706 && less.skipped.count == 3)
    #expect(
      less.skippedSummary(in: folder.url).reasons.map { "\($0.count) \($0.reason)" } == [
        "2 the recording is not there, or listed twice", "1 dev_sent_emo.csv does not list it",
      ])
    #expect(try #require(less.warnings.first).contains("13706 of the 13708 utterances of MELD"))
  }
}
