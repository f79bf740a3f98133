/// A voice of the practice corpus.
struct PracticeVoice: Sendable {
  /// The speaker's name in the manifest.
  let speaker: String
  /// espeak-ng's voice and variant.
  let name: String
  let gender: String
  /// ISO 639-3.
  let language: String

  /// In an order in which every other voice of a language, as folds take them, is of every gender.
  static let all = [
    PracticeVoice(speaker: "en1", name: "en-us+m3", gender: "male", language: "eng"),
    PracticeVoice(speaker: "en2", name: "en-gb+m7", gender: "male", language: "eng"),
    PracticeVoice(speaker: "en3", name: "en-us+f2", gender: "female", language: "eng"),
    PracticeVoice(speaker: "en4", name: "en-gb+f4", gender: "female", language: "eng"),
    PracticeVoice(speaker: "de1", name: "de+m1", gender: "male", language: "deu"),
    PracticeVoice(speaker: "de2", name: "de+m6", gender: "male", language: "deu"),
    PracticeVoice(speaker: "de3", name: "de+f1", gender: "female", language: "deu"),
    PracticeVoice(speaker: "de4", name: "de+f3", gender: "female", language: "deu"),
  ]
}

/// What the practice corpus says: sentences of everyday life whose words tell no emotion.
enum PracticeScript {
  static let emotions: [EmotionLabel] = [.angry, .happy, .neutral, .sad]

  static func sentences(in language: String) -> [String] {
    language == "deu" ? german : english
  }

  private static let english = [
    "The report is on the table by the window.",
    "She said that she would come back at seven.",
    "They have moved the meeting to Thursday.",
    "I have put the keys into the blue bag.",
    "The bus leaves from the other side of the road.",
    "We are going to see him again next week.",
    "There are two letters and a parcel for you.",
    "He told me about it on the telephone.",
    "The children are playing in the garden.",
    "It will be ready in half an hour.",
    "You can find the book on the upper shelf.",
    "My brother lives in the house next door.",
  ]

  private static let german = [
    "Der Bericht liegt auf dem Tisch am Fenster.",
    "Sie hat gesagt, dass sie um sieben wiederkommt.",
    "Die Sitzung ist auf Donnerstag verlegt worden.",
    "Ich habe die Schlüssel in die blaue Tasche gelegt.",
    "Der Bus fährt auf der anderen Seite der Straße ab.",
    "Wir werden ihn nächste Woche wiedersehen.",
    "Es sind zwei Briefe und ein Paket für dich da.",
    "Er hat mir am Telefon davon erzählt.",
    "Die Kinder spielen im Garten.",
    "In einer halben Stunde wird es fertig sein.",
    "Das Buch steht im oberen Regal.",
    "Mein Bruder wohnt im Haus nebenan.",
  ]
}
