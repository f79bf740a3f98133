import Files
public import Foundation
import Settings
public import Speech

/// The augmented pictures that a training learns from, and those that it does not, with the reasons.
public struct AugmentedCopies {
  /// On the models' scale, in the order of their manifest.
  public let utterances: [Utterance]
  /// Of how many recordings they are copies.
  public let recordings: Int
  /// Whether nothing says which front end made the pictures.
  public let isOfUnknownFrontEnd: Bool
  /// What is not learnt from, by reason.
  public let leftOut: [(reason: Reason, copies: Int, recordings: Int)]

  /// Why copies are not learnt from.
  public enum Reason: String, CaseIterable, Sendable {
    case tested = "that are tested on"
    case heldOut = "of the development part"
    case otherClass = "that are not of the classes"
    case changed = "that have changed since"
    case unknown = "that are not in the manifest"
  }

  /// - Parameters:
  ///   - url: the manifest of the pictures.
  ///   - data: what is learnt from, held out and tested on.
  ///   - manifest: that of the corpus.
  ///   - frontEnd: that of the training.
  /// - Throws: `FileError` where the manifest or a picture is missing or broken; `CorpusError.features`
  ///   where the pictures are of another front end, or none is a copy of what is learnt from.
  public init(
    _ url: URL, for data: PictureFold, of manifest: Manifest, frontEnd: MelConfiguration
  ) throws {
    let table = try AugmentedManifest(contentsOf: url)
    let sidecar = try PictureSidecar(of: url)
    if let sidecar { try Self.check(sidecar.frontEnd, against: frontEnd, at: url) }
    isOfUnknownFrontEnd = sidecar == nil
    let sources = AugmentedSources(
      manifest, areHashed: table.rows.contains { !$0.sourceHash.isEmpty })
    func byFile(_ part: [Utterance]) -> [ExactText: Utterance] {
      Dictionary(part.map { (ExactText($0.file), $0) }) { first, _ in first }
    }
    let (training, heldOut, test) = (
      byFile(data.training), byFile(data.heldOut), byFile(data.test)
    )
    var reader = AugmentedPictures()
    var used: Set<ExactText> = []
    var copies: [Utterance] = []
    var others: [Reason: [String]] = [:]
    for row in table.rows {
      switch sources.match(row) {
      case .recording(let path):
        let file = ExactText(path)
        if let original = training[file] {
          copies.append(
            try original.showing(reader.array(of: row), of: row, data.scale.normalization))
          used.insert(file)
        } else {
          let reason: Reason =
            test[file] != nil ? .tested : heldOut[file] != nil ? .heldOut : .otherClass
          others[reason, default: []].append(row.source)
        }
      case .changed: others[.changed, default: []].append(row.source)
      case .unknown: others[.unknown, default: []].append(row.source)
      }
    }
    utterances = copies
    recordings = used.count
    leftOut = Reason.allCases.compactMap { reason in
      others[reason].map { (reason, $0.count, Set($0).count) }
    }
    if copies.isEmpty {
      let why = leftOutText.isEmpty ? "it lists none" : "it lists \(leftOutText)"
      throw CorpusError.features(
        "\(url.path): no copy is of a recording that is learnt from, for \(why); augment "
          + "\(manifest.url.path) and give what that writes.")
    }
  }

  /// How many copies of how many recordings are learnt from and how many are not, and why.
  public var sentence: String {
    let used = "\(Self.text(utterances.count, recordings)) are learnt from"
    return leftOutText.isEmpty ? "\(used)." : "\(used); not from \(leftOutText)."
  }

  private var leftOutText: String {
    leftOut.map { "\(Self.text($0.copies, $0.recordings)) \($0.reason.rawValue)" }
      .joined(separator: ", ")
  }

  private static func text(_ copies: Int, _ recordings: Int) -> String {
    "\(copies) \(copies == 1 ? "copy" : "copies") of \(recordings) "
      + "recording\(recordings == 1 ? "" : "s")"
  }

  /// - Throws: `CorpusError.features` where the pictures are of another front end, with what differs.
  private static func check(
    _ own: MelConfiguration, against wanted: MelConfiguration, at url: URL
  ) throws {
    func leaves(_ frontEnd: MelConfiguration) throws -> [(key: String, value: String)] {
      // JSON is YAML too.
      RecordedSettings(try JSONFile.text(frontEnd, path: url.path)).leaves
    }
    let differences = zip(try leaves(own), try leaves(wanted)).filter { $0.value != $1.value }
    guard !differences.isEmpty else { return }
    throw CorpusError.features(
      "\(url.path): the pictures are of another front end than this training's: "
        + differences.map { "\($0.key) is \($0.value) where \($1.value) is wanted" }
        .joined(separator: ", ") + "; augment with a model of this front end, or train with that.")
  }
}

extension Utterance {
  /// The same utterance with the picture in an array of dB.
  ///
  /// - Throws: `FileError.malformed` where it has not the utterance's bands.
  fileprivate func showing(
    _ array: NPYArray, of row: AugmentedManifest.Row, _ normalization: Normalization
  ) throws(FileError) -> Utterance {
    guard array.shape.count == 2, array.shape[0] > 0, array.shape[1] == picture.bands else {
      throw .malformed(
        path: row.picture.path,
        what: "\(row.tensor ?? "it") is \(array.shape) where time × \(picture.bands) is wanted")
    }
    return showing(normalization(LogMel(array.floats, bands: array.shape[1])))
  }
}
