import Foundation

extension CorpusProblem {
  /// What is wrong with who speaks, and with how many of them show an emotion.
  static func speakers(of recordings: [Recording]) -> [CorpusProblem] {
    let people = Set(recordings.compactMap(\.person))
    let unknown = recordings.filter { $0.speaker.isEmpty }
    var problems: [CorpusProblem] = []
    if people.isEmpty {
      problems.append(
        CorpusProblem(
          .noSpeakers,
          "training and test cannot be kept apart by people; add the column speaker"))
    } else if !unknown.isEmpty {
      problems.append(
        CorpusProblem(
          .withoutSpeaker,
          "\(unknown.count) of \(recordings.count) recordings have no speaker, \(Self.list(unknown)); "
            + "fill the column in", files: unknown.map(\.url)))
    }
    if people.count == 1, let only = people.first {
      problems.append(
        CorpusProblem(
          .oneSpeaker,
          "all recordings whose speaker is known are of \(only); a test needs other people than "
            + "the training"))
    }
    let sessionless = recordings.filter(\.session.isEmpty)
    if !sessionless.isEmpty, sessionless.count < recordings.count {
      problems.append(
        CorpusProblem(
          .withoutSession,
          "\(sessionless.count) of \(recordings.count) recordings have no session, \(Self.list(sessionless)), "
            + "so that experiments leave one speaker out and not one session; fill the column in, or empty it",
          files: sessionless.map(\.url)))
    }
    problems += PersonDoubts.sentences(on: recordings).map { sentence in
      CorpusProblem(
        .doubtfulSpeakers, sentence.prefix(1).lowercased() + sentence.dropFirst().dropLast())
    }
    return problems + genders(of: recordings) + classes(of: recordings, people: people.count)
  }

  private static func genders(of recordings: [Recording]) -> [CorpusProblem] {
    Dictionary(grouping: recordings.filter { !$0.gender.isEmpty }, by: \.person)
      .compactMap { person, recordings -> (Person, [String: [Recording]])? in
        let genders = Dictionary(grouping: recordings) { Gender.name($0.gender).lowercased() }
        return person.flatMap { genders.count > 1 ? ($0, genders) : nil }
      }
      .sorted { $0.0 < $1.0 }
      .map { person, genders in
        let says = genders.sorted { $0.key < $1.key }.map { "\($0.key) (\(list($0.value)))" }
        return CorpusProblem(
          .twoGenders,
          "the speaker \(person) is \(says.joined(separator: " and ")); give two people two names, or "
            + "mend the gender",
          files: genders.sorted { $0.key < $1.key }.flatMap(\.value).map(\.url)
        )
      }
  }

  private static func classes(of recordings: [Recording], people: Int) -> [CorpusProblem] {
    Dictionary(grouping: recordings, by: \.emotion).sorted { $0.key < $1.key }
      .compactMap { emotion, recordings in
        if recordings.count == 1 {
          return CorpusProblem(
            .classOfOneRecording,
            "\(emotion) has one recording, which cannot be in training and test; add some, or leave "
              + "the class out", files: recordings.map(\.url))
        }
        let speakers = Set(recordings.compactMap(\.person))
        guard people > 1, speakers.count == 1, let only = speakers.first else { return nil }
        return CorpusProblem(
          .classOfOneSpeaker,
          "\(emotion) is spoken by \(only) alone and so cannot be in training and test; add "
            + "others' recordings, or leave the class out", files: recordings.map(\.url))
      }
  }

  /// The first few of some recordings.
  static func list(_ recordings: [Recording]) -> String {
    let names = recordings.prefix(3).map(\.url.lastPathComponent)
    return names.joined(separator: ", ")
      + (recordings.count > 3 ? " and \(recordings.count - 3) more" : "")
  }
}
