extension PatternedCorpus {
  /// TESS, the Toronto emotional speech set (Pichora-Fuller and Dupuis 2020): 2800 recordings of two women
  /// who speak Canadian English, one of 64 and one of 26 years.
  ///
  /// `OAF_angry/OAF_back_angry.wav`: speaker, word, emotion, of which `ps` is pleasant surprise; its page is
  /// doi.org/10.5683/SP2/E8H2MF. One recording is called `OA_bite_neutral.wav` there.
  static let tess = PatternedCorpus(
    kind: .tess, title: "TESS", example: "OAF_angry/OAF_back_angry.wav",
    patterns: ["{speaker}_{}_{emotion}"],
    emotions: [
      "angry": "angry", "disgust": "disgusted", "fear": "fearful", "happy": "happy",
      "neutral": "neutral", "ps": "surprised", "sad": "sad",
    ],
    language: "eng", officialCount: 2800,
    people: .listed([
      "OAF": ("OAF", "female"), "OA": ("OAF", "female"), "YAF": ("YAF", "female"),
    ]))
}
