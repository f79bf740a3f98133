import Emotion
import Files
import Foundation

/// The trained models that runs leave, by the names of their files.
enum RunModel {
  static let augmentor = KeptModels.augmentor
  static let classifier = KeptModels.classifier
  /// Of pictures and of features.
  static let classifiers = [classifier, TrainedDNN.fileName]
  static let all = [augmentor] + classifiers + [TrainedMixupGAN.fileName]

  /// The file of a model that the user names by it, or by the folder of the run that trained it.
  ///
  /// - Parameter names: of the models that the command takes.
  /// - Throws: `RunModelError` where a folder holds none of these, or several.
  static func file(_ path: String, among names: [String]) throws(RunModelError) -> URL {
    let url = URL(filePath: path)
    guard Folder.isFolder(url) else { return url }
    let files = all.map { URL(filePath: path, directoryHint: .isDirectory).appending(path: $0) }
      .filter { FileManager.default.fileExists(atPath: $0.path) }
    let fitting = files.filter { names.contains($0.lastPathComponent) }
    guard fitting.count == 1 else {
      let found = (fitting.isEmpty ? files : fitting).map(\.lastPathComponent)
      throw fitting.isEmpty
        ? .none(path: path, of: names, but: found, kept: kept(in: url, among: names))
        : .several(path: path, found)
    }
    return fitting[0]
  }

  /// The first of a fold's models that an experiment has kept in its folder, which the command takes.
  private static func kept(in run: URL, among names: [String]) -> String? {
    KeptModels.folders(in: run).first { fold in
      names.contains { FileManager.default.fileExists(atPath: fold.appending(path: $0).path) }
    }?.path
  }
}

/// Why a folder stands for no model.
enum RunModelError: Error, Equatable {
  /// It holds none that the command takes, but perhaps others.
  /// Where it is an experiment's, `kept` is one of the folders of its models.
  case none(path: String, of: [String], but: [String], kept: String? = nil)
  case several(path: String, [String])
}

extension RunModelError: CustomStringConvertible {
  var description: String {
    switch self {
    case .none(let path, let names, _, let kept?):
      "\(path) itself holds no \(names.joined(separator: " or ")); give the folder of one of its models, such as "
        + "\(kept)."
    case .none(let path, let names, let others, nil):
      "\(path) holds no \(names.joined(separator: " or "))"
        + (others.isEmpty ? "" : ", but \(others.joined(separator: " and "))")
        + "; give the file of a model that this command takes, or the folder of the run that trained it."
    case .several(let path, let found):
      "\(path) holds \(found.joined(separator: " and ")); give one of these files."
    }
  }

  var exitStatus: ExitStatus {
    switch self {
    case .none: .noInput
    case .several: .usage
    }
  }
}
