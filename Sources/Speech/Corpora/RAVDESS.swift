public import Foundation

/// The speech of RAVDESS (Livingstone and Russo 2018): 1440 recordings of 24 North American actors.
///
/// `Actor_01/03-01-05-02-01-01-01.wav`: modality, channel, emotion, intensity, statement,
/// repetition, actor. Only modality 03 (sound) and channel 01 (speech) are taken.
public struct RAVDESS: NamedFilesReader {
  public let title = "the speech of RAVDESS"
  public let layout = "with recordings such as Actor_01/03-01-05-02-01-01-01.wav"
  public let officialCount: Int? = 1440

  public init() {}

  public func folders(among subfolders: [String]) -> [[String]] {
    let archive = "Audio_Speech_Actors_01-24"
    let actors = (1...24).map { ($0 < 10 ? "Actor_0" : "Actor_") + String($0) }
    return [actors.filter(subfolders.contains)]
      + (subfolders.contains(archive) ? [actors.map { "\(archive)/\($0)" }] : [])
  }

  private static let emotions: [Int: EmotionLabel] = [
    1: .neutral, 2: .calm, 3: .happy, 4: .sad, 5: .angry, 6: .fearful, 7: .disgusted,
    8: .surprised,
  ]

  public func recording(named name: String, at url: URL) throws(NotOfTheCorpus) -> Recording {
    let fields = name.split(separator: "-", omittingEmptySubsequences: false)
    guard fields.count == 7, fields.allSatisfy({ $0.wholeMatch(of: /[0-9]{2}/) != nil }) else {
      throw NotOfTheCorpus("the name is not of the form 03-01-05-02-01-01-01.wav")
    }
    guard fields[0] == "03", fields[1] == "01" else {
      throw NotOfTheCorpus("it is not speech alone, which begins with 03-01")
    }
    guard let emotion = Int(fields[2]).flatMap({ Self.emotions[$0] }) else {
      throw NotOfTheCorpus("\(fields[2]) is none of the emotions 01 to 08")
    }
    guard let actor = Int(fields[6]), (1...24).contains(actor) else {
      throw NotOfTheCorpus("\(fields[6]) is none of the actors 01 to 24")
    }
    guard url.deletingLastPathComponent().lastPathComponent == "Actor_\(fields[6])" else {
      throw NotOfTheCorpus("the name has another actor than the folder", label: emotion.rawValue)
    }
    return Recording(
      url: url, emotion: emotion.rawValue, speaker: String(fields[6]),
      gender: actor.isMultiple(of: 2) ? "female" : "male", language: "eng",
      corpus: CorpusKind.ravdess.rawValue)
  }
}
