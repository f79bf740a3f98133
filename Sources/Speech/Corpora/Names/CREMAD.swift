extension PatternedCorpus {
  /// CREMA-D (Cao et al. 2014): 7442 recordings of 91 actors of American English.
  ///
  /// `AudioWAV/1001_DFA_ANG_XX.wav`: actor, sentence, emotion, level, as the page
  /// github.com/CheyneyComputerScience/CREMA-D has it. Who is a woman stands in `VideoDemographics.csv` there.
  static let cremaD = PatternedCorpus(
    kind: .cremaD, title: "CREMA-D", example: "AudioWAV/1001_DFA_ANG_XX.wav",
    // One recording has a level of a single letter there.
    patterns: ["{speaker:4}_{:3}_{emotion:3}_{:2}", "{speaker:4}_{:3}_{emotion:3}_{:1}"],
    emotions: [
      "ANG": "angry", "DIS": "disgusted", "FEA": "fearful", "HAP": "happy", "NEU": "neutral",
      "SAD": "sad",
    ],
    language: "eng", officialCount: 7442,
    table: SpeakerTable(
      name: "VideoDemographics.csv", separator: ",", speaker: "ActorID", gender: "Sex"))
}
