import Files
import Foundation

/// A file in a form in which Python's programs keep tables and arrays and which is not read, known by its
/// first bytes whatever its ending.
enum ForeignFeatures {
  case parquet, feather, pickle, hdf5, matlab, workbook, torch
  /// A form that is read, under another ending.
  case misnamed(FeatureFormat)

  /// - Returns: nil for all other files.
  /// - Throws: `FileError.missing`, `.malformed` where there is no plain file, `.io`.
  init?(_ url: URL) throws(FileError) {
    let file = try InputFile(url)
    let start = try file.bytes(at: 0, count: min(4096, file.size))
    func begins(_ text: String) -> Bool { start.starts(with: text.utf8) }
    switch true {
    case begins("PAR1"): self = .parquet
    case begins("ARROW1"), begins("FEA1"): self = .feather
    case begins("MATLAB "): self = .matlab
    case start.starts(with: [0x89] + Array("HDF\r\n".utf8)): self = .hdf5
    // Protocols 2 to 5; those before are text.
    case start.count > 2 && start[0] == 0x80 && 2...5 ~= start[1]: self = .pickle
    case start.starts(with: [0xD0, 0xCF, 0x11, 0xE0]): self = .workbook
    case begins("\u{50}K\u{3}\u{4}"):
      let names = String(decoding: start, as: UTF8.self)
      if ["[Content_Types].xml", "docProps/", "xl/", "opendocument"].contains(where: names.contains)
      {
        self = .workbook
      } else if names.contains("/data.pkl") {
        self = .torch
      } else if names.contains(".npy"), FeatureFormat(url) != .npz {
        self = .misnamed(.npz)
      } else {
        return nil
      }
    case start.starts(with: [0x93] + Array("NUMPY".utf8)) && FeatureFormat(url) != .npy:
      self = .misnamed(.npy)
    default: return nil
    }
  }

  /// What the file is, and the lines of Python that make of it what is read.
  func clause(_ url: URL) -> String {
    let name = url.lastPathComponent
    let stem = url.deletingPathExtension().lastPathComponent
    // Not over the file itself.
    let target = name == "\(stem).csv" ? "\(stem)-table.csv" : "\(stem).csv"
    func table(_ what: String, _ reader: String, _ options: String = "") -> String {
      "this is \(what), which is not read; write a CSV table of it, in Python by "
        + "pandas.\(reader)(\"\(name)\").to_csv(\"\(target)\"\(options))"
    }
    func arrays(_ what: String, _ reader: String) -> String {
      "this is \(what), which is not read; write the vectors and the recordings' names of it, in Python by "
        + "x = \(reader)(\"\(name)\") and numpy.savez(\"\(stem).npz\", features=x[…], files=x[…])"
    }
    switch self {
    case .parquet: return table("a Parquet file", "read_parquet")
    case .feather: return table("a Feather file", "read_feather")
    case .pickle: return table("a Python pickle", "read_pickle")
    case .hdf5: return table("an HDF5 file", "read_hdf")
    case .workbook: return table("a workbook", "read_excel", ", index=False")
    case .matlab: return arrays("a MATLAB file", "scipy.io.loadmat")
    case .torch: return arrays("a file of PyTorch", "torch.load")
    case .misnamed(let format):
      return "this is a .\(format.rawValue) file under another ending; rename it to "
        + "\(stem).\(format.rawValue)"
    }
  }
}
