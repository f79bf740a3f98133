import Files
import Foundation
import Report
import Speech

/// A log-mel picture with the path of its recording.
struct NamedPicture {
  let name: String
  let picture: LogMel
}

/// The forms in which pictures are written, by a file's ending.
enum PictureFormat: String, CaseIterable {
  case npy, npz, safetensors, csv, arff, png

  static let list = allCases.map { ".\($0.rawValue)" }.joined(separator: ", ")

  /// The format of a file; nil where its ending is none of ours.
  init?(fileName: String) {
    self.init(rawValue: URL(filePath: fileName).pathExtension.lowercased())
  }

  /// Whether a file can hold the pictures of several recordings.
  var holdsSeveral: Bool { self != .npy && self != .png }

  /// Whether a file holds arrays, which `ser invert` reads.
  var holdsArrays: Bool { self == .npy || self == .npz || self == .safetensors }

  /// Writes pictures of equally many bands, whole or not at all.
  ///
  /// - Throws: `FileError`.
  func write(_ pictures: [NamedPicture], to url: URL) throws(FileError) {
    switch self {
    case .npy:
      for picture in pictures { try picture.array.write(to: url) }
    case .png:
      for picture in pictures { try picture.spectrogram.image().write(to: url) }
    case .npz:
      try NPZFile.write(pictures.map { ($0.name, $0.array) }, to: url)
    case .safetensors:
      let writer = try SafetensorsWriter(
        url, entries: pictures.map { SafetensorsEntry($0.name, shape: $0.array.shape) })
      for picture in pictures { try writer.write(picture.picture.values, for: picture.name) }
      try writer.commit()
    case .csv:
      try writeRows(of: pictures, to: url) { bands in
        CSVTable.line(["file", "frame"] + bands)
      } row: { name, frame, values in
        CSVTable.line([name, "\(frame)"] + values)
      }
    case .arff:
      try writeRows(of: pictures, to: url) { bands in
        "@relation mel\n\n@attribute file string\n@attribute frame numeric\n"
          + bands.map { "@attribute \($0) numeric\n" }.joined() + "\n@data\n"
      } row: { name, frame, values in
        "\(name.quotedForARFF),\(frame),\(values.joined(separator: ","))\n"
      }
    }
  }

  /// Writes a line a frame.
  ///
  /// - Throws: `FileError.cannotCreate`, `.diskFull` or `.io`.
  private func writeRows(
    of pictures: [NamedPicture], to url: URL, head: ([String]) -> String,
    row: (_ name: String, _ frame: Int, _ values: [String]) -> String
  ) throws(FileError) {
    try AtomicFile.write(to: url) { file throws(FileError) in
      let bands = pictures.first?.picture.bands ?? 0
      try file.write(head((0..<bands).map { "mel_\($0)" }))
      for picture in pictures {
        let rows = (0..<picture.picture.frames).map { frame in
          row(picture.name, frame, picture.picture[frame].map { "\($0)" })
        }
        try file.write(rows.joined())
      }
    }
  }
}

extension NamedPicture {
  fileprivate var spectrogram: Spectrogram {
    Spectrogram(picture.values, frames: picture.frames, bands: picture.bands)
  }

  fileprivate var array: NPYArray {
    NPYArray(picture.values, shape: [picture.frames, picture.bands])
  }
}
