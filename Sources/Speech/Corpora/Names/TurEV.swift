extension PatternedCorpus {
  /// TurEV-DB (Canpolat et al. 2020): 1735 recordings of 82 words in Turkish.
  ///
  /// `Sound Source/Calm/1984_sk_eger.wav`: emotion, and in the name speaker, emotion's code, word; its page is
  /// github.com/Xeonen/TurEV-DB.
  static let turEV = PatternedCorpus(
    kind: .turEV, title: "TurEV-DB", example: "Sound Source/Calm/1984_sk_eger.wav",
    patterns: ["{emotion}/{speaker}_{:2}_{}"],
    emotions: ["Angry": "angry", "Calm": "calm", "Happy": "happy", "Sad": "sad"],
    language: "tur", officialCount: 1735)
}
