import Emotion

/// Where TensorBoard finds the numbers of a part of a run: each row of a table has a run of its own in every
/// fold under every seed, as in `AUG/fold2/seed1`, so that their curves do not lie over one another.
struct EventPlace: Equatable {
  /// The folder, below that of all events.
  let folder: String
  /// What of the row is trained, as in "augmentor"; nil of the row's classifier.
  private let network: String?

  /// - Parameter part: such as `seed1-fold2-AUG-augmentor`.
  init(ofPart part: String) {
    let place = PartPlace(ofPart: part)
    folder =
      place.map { Self.folder(ofRow: $0.row, fold: $0.fold, seed: $0.seed) }
      ?? PartPlace.folderName(ofRow: part)
    network = place?.network
  }

  /// - Parameter fold: its number, from 1.
  static func folder(ofRow row: String, fold: Int, seed: UInt64) -> String {
    "\(PartPlace.folderName(ofRow: row))/fold\(fold)/seed\(seed)"
  }

  /// The name of one of the part's numbers.
  func tag(_ value: String) -> String { network.map { "\($0)/\(value)" } ?? value }
}
