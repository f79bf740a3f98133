extension PatternedCorpus {
  /// nEMO (Christop 2024): 4481 recordings of nine Polish actors.
  ///
  /// `samples/SB0_anger_1.wav`: speaker, emotion, sentence, as the page github.com/amu-cai/nEMO has it. Who is
  /// a woman stands in `data.tsv` there.
  static let nemo = PatternedCorpus(
    kind: .nemo, title: "nEMO", example: "samples/SB0_anger_1.wav",
    patterns: ["{speaker}_{emotion}_{#}"],
    emotions: [
      "anger": "angry", "fear": "fearful", "happiness": "happy", "neutral": "neutral",
      "sadness": "sad", "surprised": "surprised",
    ],
    language: "pol", officialCount: 4481,
    table: SpeakerTable(
      name: "data.tsv", separator: "\t", speaker: "speaker_id", gender: "gender"))
}
