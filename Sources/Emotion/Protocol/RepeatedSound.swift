import Files
import Foundation

/// Recordings of a corpus that have the sound of another, under whatever name: known by what is seen
/// of them, so that copies in other file formats count.
struct RepeatedSound {
  /// The utterances that have the sound of another, each with that which is kept: the earliest, but one of
  /// a published test part before others, so that what is tested stays what others test.
  let firsts: [(id: Int, first: Int)]
  /// How many of them have another class than the first.
  let contradictions: Int

  init(in utterances: [LabelledUtterance]) {
    var seen: [ContentHash: LabelledUtterance] = [:]
    var firsts: [(id: Int, first: Int)] = []
    var contradictions = 0
    let tested = OwnSplit.tested(among: utterances)
    let others = Set(utterances.map(\.id)).subtracting(tested.map(\.id))
    for utterance in tested + utterances.filter({ others.contains($0.id) }) {
      guard let content = utterance.content else { continue }
      if let first = seen[content] {
        firsts.append((utterance.id, first.id))
        if first.label != utterance.label { contradictions += 1 }
      } else {
        seen[content] = utterance
      }
    }
    self.firsts = firsts.sorted { $0.id < $1.id }
    self.contradictions = contradictions
  }

  /// A sentence for whoever leaves them out, where some have another class than the one that is kept.
  var contradiction: String? {
    contradictions == 0
      ? nil
      : "\(contradictions) of the recordings left out for their sound \(contradictions == 1 ? "has" : "have") "
        + "another label than the one that is kept, and nothing tells which is right; `ser corpus show` "
        + "lists them."
  }

  /// A sentence for whoever has them in the corpus; nil where there is none.
  ///
  /// - Parameter files: where each recording of the corpus lies.
  func warning(files: [String]) -> String? {
    guard let example = firsts.first else { return nil }
    let names = FileName.telling([example.id, example.first].map { files[$0] })
    let one = firsts.count == 1
    let labels =
      contradictions == 0
      ? ""
      : one
        ? " Its label is another."
        : " The labels of \(contradictions) of them are other than there."
    return
      (one
      ? "1 recording has the same sound as another: \(names[0]) sounds as \(names[1])."
      : "\(firsts.count) recordings have the same sound as another, such as \(names[0]) and "
        + "\(names[1]).")
      + "\(labels) Training and test may share such sounds; corpus.repeated=leave-out keeps one of each."
  }
}
