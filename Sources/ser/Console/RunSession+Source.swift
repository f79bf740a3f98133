import Emotion
import Speech

extension RunSession {
  /// A source corpus to learn from, without recordings whose sound a target has too where the settings
  /// want that; what the two have in common is told.
  ///
  /// - Throws: `CorpusError.classes` where nothing is left of a class.
  func source<Source: TestedCorpus>(
    _ source: Source, without targets: [Source]
  ) throws(CorpusError) -> Source {
    let common = source.repeating(targets)
    guard !common.isEmpty else { return source }
    if trainer.configuration.corpus.repeated == .leaveOut {
      let rest = source.leavingOut(common, because: .repeated)
      if let sentence = rest.use.sentence { warn(sentence) }
      let lost = Set(rest.classesMissing()).subtracting(source.classesMissing()).sorted()
      guard lost.isEmpty else {
        throw .classes(
          "All recordings of \(source.use.manifest) that are \(lost.joined(separator: ", ")) have the "
            + "sound of one that may be tested on, and corpus.repeated=leave-out leaves them out; give "
            + "another source, or other --classes.")
      }
      return rest
    }
    warn(
      "\(counted(common.count, "recording")) of \(source.use.manifest) \(common.count == 1 ? "has" : "have") "
        + "the sound of one that may be tested on; corpus.repeated=leave-out learns without them.")
    return source
  }
}
