extension PatternedCorpus {
  /// SAVEE (Haq and Jackson 2009): 480 recordings of four men who speak British English.
  ///
  /// `AudioData/DC/sa01.wav`: speaker, emotion, sentence, as `AudioData/Info.txt` in the corpus has it; in
  /// copies that have all in one folder `DC_sa01.wav`.
  static let savee = PatternedCorpus(
    kind: .savee, title: "SAVEE", example: "AudioData/DC/sa01.wav",
    patterns: ["{speaker:2}_{emotion}{#}", "{speaker:2}/{emotion}{#}"],
    emotions: [
      "a": "angry", "d": "disgusted", "f": "fearful", "h": "happy", "n": "neutral", "sa": "sad",
      "su": "surprised",
    ],
    language: "eng", officialCount: 480,
    people: .listed([
      "DC": ("DC", "male"), "JE": ("JE", "male"), "JK": ("JK", "male"), "KL": ("KL", "male"),
    ]))
}
