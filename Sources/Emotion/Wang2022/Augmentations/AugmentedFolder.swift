public import Files
public import Foundation
public import Speech

/// The folder that `ser augment` fills: pictures, and the manifest of those that are there. Stopped in the
/// middle it can be used as far as it is, and filled further.
public final class AugmentedFolder {
  /// How pictures are kept.
  public enum Form: String, CaseIterable, Sendable {
    /// A file a picture.
    case npy
    /// All in one file, which is written at the end; until then there is room kept for it.
    case safetensors
  }

  public let url: URL
  /// All rows that there will be.
  public let rows: [AugmentedManifest.Row]
  private let form: Form
  private let sidecar: PictureSidecar
  private let batch: OutputBatch
  /// The pictures of one file, by the rows' positions.
  private var pictures: [Int: LogMel] = [:]
  /// Bytes of the one file for which no room is kept yet.
  private var roomless = 0
  /// Of each row, whether its picture is there.
  private var held: [Bool]
  /// How many pictures are there.
  public private(set) var count = 0
  private var hasBegun = false
  /// Whether pictures are held that the one file has not.
  private var hasNewPictures = false

  /// Where the manifest of a folder lies.
  public static func manifest(in folder: URL) -> URL {
    folder.appendingPathComponent("manifest.csv")
  }

  /// All files that a folder is filled with.
  public static func files(of rows: [AugmentedManifest.Row], in folder: URL) -> [URL] {
    let manifest = manifest(in: folder)
    var seen: Set<URL> = []
    return [manifest, PictureSidecar.url(beside: manifest)]
      + rows.map(\.picture).filter { seen.insert($0).inserted }
  }

  /// A sentence on pictures of earlier work in the folder, which the manifest does not list; nil where
  /// there are none.
  public var leftover: String? {
    OutputBatch.leftover(
      in: url, besides: rows.map(Self.name), endings: Set(Form.allCases.map(\.rawValue)))
  }

  /// Begins to fill a folder, or goes on with one that was filled from the same.
  ///
  /// - Parameters:
  ///   - rows: all that there will be.
  ///   - frontEnd: that of the pictures.
  ///   - training: what their augmentor learnt from.
  ///   - source: all that the pictures depend on.
  /// - Throws: `FileError.isOther` where the folder has other pictures, or another process fills it;
  ///   `.cannotCreate`, `.diskFull` or `.io`.
  public init(
    _ url: URL, form: Form, rows: [AugmentedManifest.Row], frontEnd: MelConfiguration,
    training: TrainingData?, madeOf source: [String]
  ) throws(FileError) {
    self.url = url
    self.form = form
    self.rows = rows
    sidecar = PictureSidecar(
      frontEnd: frontEnd, training: training,
      source: ContentHash(of: source.joined(separator: "\n")).hex)
    held = rows.map { _ in false }
    try Self.requireSame(sidecar, in: url)
    batch = try OutputBatch(
      in: url, madeOf: source,
      listing: AugmentedManifest(rows).text.utf8.count + JSONFile.text(sidecar).utf8.count)
    takeUp()
  }

  /// Holds what a folder was filled with against what it is to be filled with. What was not finished may
  /// go.
  ///
  /// - Throws: `FileError.isOther` where other pictures are there.
  private static func requireSame(_ sidecar: PictureSidecar, in url: URL) throws(FileError) {
    let manifest = manifest(in: url)
    guard !OutputBatch.isUnfinished(url), FileManager.default.fileExists(atPath: manifest.path),
      try PictureSidecar(of: manifest)?.source != sidecar.source
    else { return }
    throw .isOther(
      path: manifest.path,
      what: "a list of pictures by another augmentor, seed or version, or of other recordings")
  }

  /// What an earlier command left.
  private func takeUp() {
    var reader = AugmentedPictures()
    for (index, row) in rows.enumerated() where batch.note(of: Self.name(of: row)) != nil {
      if form == .safetensors {
        guard let array = try? reader.array(of: row), array.shape.count == 2 else { continue }
        let picture = LogMel(array.floats, bands: array.shape[1])
        pictures[index] = picture
        roomless += entry(of: picture, at: index).room
      }
      hold(index)
    }
  }

  private func hold(_ index: Int) {
    held[index] = true
    count += 1
  }

  /// Of a row in the notes of what is done.
  private static func name(of row: AugmentedManifest.Row) -> String {
    row.picture.lastPathComponent
  }

  /// Whether the picture of a row is there.
  public func holds(_ index: Int) -> Bool { held[index] }

  /// Adds the picture of a row. One that is to be in one file with others is added where there is room for
  /// it, so that all that were added can be written.
  ///
  /// - Parameter drawing: writes what belongs to it; it is there only with this.
  /// - Throws: `FileError.cannotCreate`, `.diskFull` or `.io`, and what `drawing` throws.
  public func add(_ picture: LogMel, at index: Int, drawing: () throws -> Void = {}) throws {
    if !hasBegun {
      hasBegun = true
      // So that no earlier manifest lists a picture that is not of it any more.
      try writeManifest()
    }
    switch form {
    case .npy:
      try NPYArray(picture.values, shape: [picture.frames, picture.bands])
        .write(to: rows[index].picture)
      try drawing()
      batch.add(Self.name(of: rows[index]))
    case .safetensors:
      roomless += entry(of: picture, at: index).room
      try batch.reserve(roomless)
      roomless = 0
      try drawing()
      pictures[index] = picture
      hasNewPictures = true
    }
    hold(index)
  }

  private func entry(of picture: LogMel, at index: Int) -> SafetensorsEntry {
    SafetensorsEntry(rows[index].tensor ?? "", shape: [picture.frames, picture.bands])
  }

  /// Writes what is there: the manifest, its front end, and the one file where there is one.
  ///
  /// - Throws: `FileError.cannotCreate`, `.diskFull` or `.io`.
  public func list() throws(FileError) {
    batch.release()
    if hasNewPictures { try writePictures() }
    try writeManifest()
  }

  private func writeManifest() throws(FileError) {
    let manifest = Self.manifest(in: url)
    try AugmentedManifest(rows.indices.filter { held[$0] }.map { rows[$0] }).write(to: manifest)
    try sidecar.write(beside: manifest)
  }

  /// Ends the work: all is there.
  ///
  /// - Throws: as `list`.
  public func finish() throws(FileError) {
    try list()
    batch.finish()
  }

  /// Ends work that came to nothing.
  public func abandon() {
    let manifest = Self.manifest(in: url)
    if hasBegun {
      for file in [manifest, PictureSidecar.url(beside: manifest)] { try? Folder.remove(file) }
    }
    batch.abandon()
  }

  private func writePictures() throws(FileError) {
    guard let file = rows.first?.picture else { return }
    let all = pictures.sorted { $0.key < $1.key }
      .map { (entry: entry(of: $0.value, at: $0.key), values: $0.value.values) }
    let writer = try SafetensorsWriter(file, entries: all.map(\.entry))
    for (entry, values) in all { try writer.write(values, for: entry.name) }
    try writer.commit()
    batch.add(file.lastPathComponent)
    hasNewPictures = false
  }
}
