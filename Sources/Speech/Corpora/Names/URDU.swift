extension PatternedCorpus {
  /// URDU (Latif et al. 2018): 400 recordings of talk shows, of 27 men and 11 women who speak Urdu.
  ///
  /// `Angry/SM1_F10_A010.wav`: speaker, of whom SM are men and SF women, number, emotion and number; its page
  /// is github.com/siddiquelatif/URDU-Dataset.
  static let urdu = PatternedCorpus(
    kind: .urdu, title: "URDU", example: "Angry/SM1_F10_A010.wav",
    patterns: ["{speaker}_{}_{emotion:1}{#}"],
    emotions: ["A": "angry", "H": "happy", "N": "neutral", "S": "sad"],
    language: "urd", officialCount: 400,
    people: .prefixes(["SM": "male", "SF": "female"]))
}
