import Foundation

/// Where TensorBoard finds the numbers of a part of a run: each row of a table has a run of its own in every
/// fold under every seed, as in `AUG/fold2/seed1`, so that their curves do not lie over one another.
struct EventPlace: Equatable {
  /// The folder, below that of all events.
  let folder: String
  /// What of the row is trained, as in "augmentor"; nil of the row's classifier.
  let network: String?

  /// - Parameter part: such as `seed1-fold2-AUG-augmentor`, or `emovo-seed1-LT_AUG`.
  init(ofPart part: String) {
    guard
      let parts = part.wholeMatch(of: /(?:(.+)-)?seed(\d+)(?:-fold(\d+))?(?:-(.+))?/),
      let seed = UInt64(parts.2)
    else {
      self.init(folder: Self.name(part), network: nil)
      return
    }
    let (own, network) = Self.divided(parts.4.map(String.init) ?? "all")
    let row = [parts.1.map(String.init), own].compactMap(\.self).joined(separator: " ")
    self.init(
      folder: Self.folder(ofRow: row, fold: parts.3.flatMap { Int($0) } ?? 1, seed: seed),
      network: network)
  }

  private init(folder: String, network: String?) {
    (self.folder, self.network) = (folder, network)
  }

  /// - Parameter fold: its number, from 1.
  static func folder(ofRow row: String, fold: Int, seed: UInt64) -> String {
    "\(name(row))/fold\(fold)/seed\(seed)"
  }

  /// The name of one of the part's numbers.
  func tag(_ value: String) -> String { network.map { "\($0)/\(value)" } ?? value }

  /// A row's name as a folder's.
  private static func name(_ row: String) -> String { row.replacing("/", with: "-") }

  /// What is trained for a row has the row's name before its own.
  private static func divided(_ name: String) -> (row: String, network: String?) {
    guard let parts = name.wholeMatch(of: /(.+?)-(augmentor|autoencoder|gan(?:-\d+)?)/) else {
      return (name, nil)
    }
    return (String(parts.1), String(parts.2))
  }
}
