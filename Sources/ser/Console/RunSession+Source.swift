import Emotion

extension RunSession {
  /// A source corpus to learn from, without recordings whose sound a target has too where the settings
  /// want that; what the two have in common is told.
  func source<Source: TestedCorpus>(_ source: Source, without targets: [Source]) -> Source {
    let common = source.repeating(targets)
    guard !common.isEmpty else { return source }
    if trainer.configuration.corpus.repeated == .leaveOut {
      let rest = source.leavingOut(common, because: .repeated)
      if let sentence = rest.use.sentence { warn(sentence) }
      return rest
    }
    warn(
      "\(counted(common.count, "recording")) of \(source.use.manifest) \(common.count == 1 ? "has" : "have") "
        + "the sound of one that may be tested on; corpus.repeated=leave-out learns without them.")
    return source
  }
}
