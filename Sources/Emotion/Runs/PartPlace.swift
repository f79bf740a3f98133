import Foundation

/// What of an experiment a part of its run is, as the part's name tells: the row, fold and seed that it belongs to,
/// and what of the row is trained.
public struct PartPlace: Sendable, Equatable {
  /// As its parts are named: `AUG`, or of several targets `emovo LT_AUG`.
  public let row: String
  /// From 1.
  public let fold: Int
  public let seed: UInt64
  /// Such as "augmentor"; nil of the row's classifier.
  public let network: String?

  /// - Parameter part: such as `seed1-fold2-AUG-augmentor`, or `emovo-seed1-LT_AUG`.
  /// - Returns: nil of a training that is no experiment's.
  public init?(ofPart part: String) {
    guard
      let parts = part.wholeMatch(of: /(?:(.+)-)?seed(\d+)(?:-fold(\d+))?(?:-(.+))?/),
      let seed = UInt64(parts.2)
    else { return nil }
    let (own, network) = Self.divided(parts.4.map(String.init) ?? "all")
    row = [parts.1.map(String.init), own].compactMap(\.self).joined(separator: " ")
    fold = parts.3.flatMap { Int($0) } ?? 1
    (self.seed, self.network) = (seed, network)
  }

  /// A row's name as a folder's.
  public static func folderName(ofRow row: String) -> String { row.replacing("/", with: "-") }

  /// What is trained for a row has the row's name before its own.
  private static func divided(_ name: String) -> (row: String, network: String?) {
    guard let parts = name.wholeMatch(of: /(.+?)-(augmentor|autoencoder|gan(?:-\d+)?)/) else {
      return (name, nil)
    }
    return (String(parts.1), String(parts.2))
  }
}
