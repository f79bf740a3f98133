extension PatternedCorpus {
  /// ASED (Retta et al. 2023): 2474 recordings of 65 people who speak Amharic.
  ///
  /// `05Angry/a5-03-01-02-50.wav`: emotion and folder, sentence, repetition, gender, speaker, as the page
  /// github.com/Ethio2021/ASED_V1 has it.
  static let ased = PatternedCorpus(
    kind: .ased, title: "ASED", example: "05Angry/a5-03-01-02-50.wav",
    patterns: ["{emotion:1}{#}-{#}-{#}-{gender:2}-{speaker}"],
    emotions: ["n": "neutral", "f": "fearful", "h": "happy", "s": "sad", "a": "angry"],
    language: "amh", officialCount: 2474,
    people: .genders(["01": "female", "02": "male"]))
}
