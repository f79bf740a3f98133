extension PatternedCorpus {
  /// BAVED, the Basic Arabic Vocal Emotions Dataset (Aouf 2019): 1935 recordings of seven words by 61 people.
  ///
  /// `4/12-f-19-4-2-1079.wav`: speaker, gender, age, word, emotion, number, as the page
  /// github.com/40uf411/Basic-Arabic-Vocal-Emotions-Dataset has it. Its emotions are levels: low as of one who
  /// is tired, neutral, and high, be it joy or anger.
  static let baved = PatternedCorpus(
    kind: .baved, title: "BAVED", example: "4/12-f-19-4-2-1079.wav",
    patterns: ["{speaker}-{gender}-{#}-{#}-{emotion}-{#}"],
    emotions: ["0": "low", "1": "neutral", "2": "high"],
    language: "ara", officialCount: 1935,
    people: .genders(["m": "male", "f": "female"]))
}
