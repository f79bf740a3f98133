public import Speech

/// The two rows of Figure 4 of Wang et al. (section 3.2.2), with the paper's corpora: a source in English or
/// in Mandarin, and targets of which the large ones, IEMOCAP and ESD, are 250 recordings of each class.
public enum CrossLingualProtocol: String, Sendable, CaseIterable {
  /// From IEMOCAP to EMO-DB, EMOVO and the Mandarin part of ESD.
  case english
  /// From the Mandarin part of ESD to EMO-DB, EMOVO and IEMOCAP.
  case mandarin

  /// The settings that it stands for, whatever the preset.
  public static let settings = [
    "crossLingual.sourceLimit=0", "crossLingual.targetLimit=250",
    "crossLingual.limitedTargets=[iemocap, esd]",
  ]

  /// The rows of each manifest that it is about.
  public static let rows = RowSelection.mandarinOfESD

  private var source: CorpusKind { self == .english ? .iemocap : .esd }

  private var targets: [CorpusKind] {
    [.emodb, .emovo, self == .english ? .esd : .iemocap]
  }

  /// Holds corpora, known by the column `corpus`, against those of the paper.
  ///
  /// - Parameters:
  ///   - source: the manifest's name, and the corpora that it holds.
  ///   - targets: the same of each target.
  /// - Returns: a sentence where a target of the paper is missing.
  /// - Throws: `CorpusError.setting` where one is another.
  public func check(
    source: (name: String, corpora: Set<String>), targets: [(name: String, corpora: Set<String>)]
  ) throws(CorpusError) -> String? {
    func require(
      _ given: (name: String, corpora: Set<String>), _ role: String, among kinds: [CorpusKind]
    ) throws(CorpusError) {
      guard given.corpora.count == 1, kinds.map(\.rawValue).contains(given.corpora.first ?? "")
      else {
        let names = given.corpora.sorted().map { $0.isEmpty ? "none" : $0 }
        throw .setting(
          "--protocol \(rawValue) has \(kinds.map(\.rawValue).joined(separator: ", ")) as \(role), and the "
            + "column corpus of \(given.name) has \(names.inShort); give the paper's corpora as "
            + "`ser corpus import` writes them, or leave --protocol away.")
      }
    }
    try require(source, "its source", among: [self.source])
    for target in targets { try require(target, "its targets", among: self.targets) }
    let given = Set(targets.flatMap(\.corpora))
    let missing = self.targets.map(\.rawValue).filter { !given.contains($0) }
    return missing.isEmpty
      ? nil
      : "Figure 4 has \(missing.joined(separator: " and ")) as \(missing.count == 1 ? "a target" : "targets") "
        + "too."
  }
}
