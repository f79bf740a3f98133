public import Foundation

/// EMOVO (Costantini et al. 2014): 588 recordings of six Italian actors.
///
/// `f1/rab-f1-b1.wav`: emotion, speaker, sentence.
public struct EMOVO: NamedFilesReader {
  public let title = "EMOVO"
  public let layout = "with recordings such as f1/rab-f1-b1.wav"
  public let officialCount: Int? = 588

  public init() {}

  public func folders(among subfolders: [String]) -> [[String]] {
    let speakers = ["f1", "f2", "f3", "m1", "m2", "m3"]
    return [speakers.filter(subfolders.contains)]
      + (subfolders.contains("EMOVO") ? [speakers.map { "EMOVO/" + $0 }] : [])
  }

  private static let emotions: [Substring: EmotionLabel] = [
    "dis": .disgusted, "gio": .happy, "neu": .neutral, "pau": .fearful, "rab": .angry,
    "sor": .surprised, "tri": .sad,
  ]

  public func recording(named name: String, at url: URL) throws(NotOfTheCorpus) -> Recording {
    guard let parts = name.wholeMatch(of: /([a-z]{3})-([fm][1-3])-([a-z][0-9])/) else {
      throw NotOfTheCorpus("the name is not of the form rab-f1-b1.wav")
    }
    let (_, code, speaker, _) = parts.output
    guard let emotion = Self.emotions[code] else {
      throw NotOfTheCorpus("\(code) is none of the emotions dis, gio, neu, pau, rab, sor, tri")
    }
    guard url.deletingLastPathComponent().lastPathComponent == speaker else {
      throw NotOfTheCorpus("the name has another speaker than the folder", label: emotion.rawValue)
    }
    return Recording(
      url: url, emotion: emotion.rawValue, speaker: String(speaker),
      gender: speaker.hasPrefix("f") ? "female" : "male", language: "ita",
      corpus: CorpusKind.emovo.rawValue)
  }
}
