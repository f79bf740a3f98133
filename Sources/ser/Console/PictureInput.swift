import Emotion
import Files
import Foundation
import Speech

/// Pictures to make sound of, with the front end that made them.
struct PictureInput {
  let pictures: [NamedPicture]
  let frontEnd: MelConfiguration
  /// The table that they were listed in, a row a picture.
  var manifest: AugmentedManifest?
  /// What is wrong with the sound of a recording.
  var problems: [RecordingProblem] = []

  /// What pictures are read from, by a file's ending.
  enum Kind: String {
    case npy, npz, safetensors
    /// The table that `ser augment` writes.
    case manifest = "csv"

    /// Whether a file can hold, or list, several pictures.
    var holdsSeveral: Bool { self != .npy }

    /// nil for what else must be a recording.
    init?(_ url: URL) { self.init(rawValue: url.pathExtension.lowercased()) }
  }

  /// Reads pictures, or makes that of a recording.
  ///
  /// - Parameter stated: the front end that the user names; where nil, the file beside the pictures
  ///   says it, and recordings have the default one.
  /// - Throws: `FileError` where a file cannot be read, does not say which front end made it, or
  ///   holds what no picture of that front end can be; `CorpusError.setting`.
  init(_ url: URL, stated: MelConfiguration?) throws {
    guard let kind = Kind(url) else {
      frontEnd = stated ?? MelConfiguration()
      let heard = try HeardSignal(contentsOf: url, sampleRate: frontEnd.sampleRate)
      pictures = [
        NamedPicture(name: url.path, picture: try MelSpectrogram(frontEnd)(heard.signal.samples))
      ]
      problems = heard.sound.problems(of: url.path, for: frontEnd.requirements)
      return
    }
    let arrays: [(name: String, array: NPYArray)]
    switch kind {
    case .npy: arrays = [(url.path, try NPYArray(contentsOf: url))]
    case .npz:
      let file = try NPZFile(contentsOf: url)
      arrays = try file.names.compactMap { name in try file.array(name).map { (name, $0) } }
    case .safetensors:
      let file = try SafetensorsFile(contentsOf: url)
      arrays = try file.entries.map {
        ($0.name, NPYArray(try file.floats($0.name), shape: $0.shape))
      }
    case .manifest:
      let table = try AugmentedManifest(contentsOf: url)
      var reader = AugmentedPictures()
      arrays = try table.rows.map { row in
        (row.tensor ?? row.picture.path, try reader.array(of: row))
      }
      manifest = table
    }
    guard let frontEnd = try stated ?? PictureSidecar(of: url)?.frontEnd else {
      throw FileError.malformed(
        path: url.path,
        what: "nothing says which front end made it, since there is no "
          + "\(url.lastPathComponent).json beside it; give its settings by --config or --set "
          + "frontEnd.…, or the defaults by --preset paper")
    }
    self.frontEnd = frontEnd
    pictures = try arrays.map { name, array in
      NamedPicture(
        name: name, picture: try LogMel(array, of: frontEnd, path: url.path, name: name))
    }
  }
}

extension LogMel {
  /// The highest value that is taken for dB: more than full scale gives in any front end.
  private static let highest: Float = 300

  /// The picture in an array.
  ///
  /// - Throws: `FileError.malformed` where it is none that the front end can have made.
  fileprivate init(
    _ array: NPYArray, of frontEnd: MelConfiguration, path: String, name: String
  ) throws(FileError) {
    let what = name == path ? "it" : "\"\(name)\""
    guard array.shape.count == 2, array.shape[0] > 0, array.shape[1] == frontEnd.bands else {
      throw .malformed(
        path: path,
        what:
          "\(what) is \(array.shape) where time × \(frontEnd.bands), the bands of the front end, "
          + "is wanted; give the settings that made it, such as --set frontEnd.bands=80")
    }
    let values = array.floats
    if let index = values.firstIndex(where: { !($0 <= Self.highest) }) {
      throw .malformed(
        path: path,
        what: "\(what) has \(values[index]) in frame \(index / frontEnd.bands), band "
          + "\(index % frontEnd.bands), where dB are wanted")
    }
    self.init(values, bands: frontEnd.bands)
  }
}
