import Random

/// Recordings of the rarer classes again, drawn until every class has as many as the most frequent one:
/// other than in the row of copies, whichever classes were cut.
struct Oversampling: RowAugmentation {
  func copies(
    _ count: Int, of utterances: [Utterance], in fold: PictureFold, by trainer: Trainer,
    part: String
  ) -> [Utterance] { drawn(from: fold) }

  func drawn(from fold: PictureFold) -> [Utterance] {
    let classes = Dictionary(grouping: fold.training, by: \.label).sorted { $0.key < $1.key }
    let most = classes.map(\.value.count).max() ?? 0
    return classes.flatMap { label, members in
      var generator = SeededGenerator(seed: fold.seed, stream: "oversampling \(label)")
      // Each as often as any other before one comes again.
      var drawn: [Utterance] = []
      while members.count + drawn.count < most {
        drawn += generator.shuffled(members).prefix(most - members.count - drawn.count)
      }
      return drawn
    }
  }
}

extension Baseline {
  static let oversampled = Baseline(
    "oversampled", "rare classes again until all are as frequent"
  ) { _ in Oversampling() }
}
