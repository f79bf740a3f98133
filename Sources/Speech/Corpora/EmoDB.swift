public import Foundation

/// EMO-DB, the Berlin database of emotional speech (Burkhardt et al. 2005): 535 recordings of ten
/// German speakers.
///
/// `wav/03a01Fa.wav`: speaker, text, emotion, version.
public struct EmoDB: NamedFilesReader {
  public let title = "EMO-DB"
  public let layout = "with recordings such as wav/03a01Fa.wav"
  public let officialCount: Int? = 535

  public init() {}

  public func folders(among subfolders: [String]) -> [[String]] {
    subfolders.contains("wav") ? [["wav"], [""]] : [[""]]
  }

  private static let emotions: [Character: EmotionLabel] = [
    "W": .angry, "L": .bored, "E": .disgusted, "A": .fearful, "F": .happy, "T": .sad,
    "N": .neutral,
  ]
  private static let genders = [
    "03": "male", "08": "female", "09": "female", "10": "male", "11": "male", "12": "male",
    "13": "female", "14": "female", "15": "male", "16": "female",
  ]

  public func recording(named name: String, at url: URL) throws(NotOfTheCorpus) -> Recording {
    guard let parts = name.wholeMatch(of: /([0-9]{2})([ab][0-9]{2})([A-Z])([a-z])/) else {
      throw NotOfTheCorpus("the name is not of the form 03a01Fa.wav")
    }
    let (_, speaker, _, letter, _) = parts.output
    guard let gender = Self.genders[String(speaker)] else {
      throw NotOfTheCorpus("\(speaker) is none of the ten speakers")
    }
    guard let emotion = letter.first.flatMap({ Self.emotions[$0] }) else {
      throw NotOfTheCorpus("\(letter) is none of the emotions W, L, E, A, F, T, N")
    }
    return Recording(
      url: url, emotion: emotion.rawValue, speaker: String(speaker), gender: gender,
      language: "deu", corpus: CorpusKind.emodb.rawValue)
  }
}
