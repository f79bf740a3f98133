import Emotion
import Files
import Foundation
import Training

/// Where a run keeps what it is and what it found: no other command writes there.
enum RunPlaces {
  /// The files of a run by the names that runs give them.
  static func files(of folder: URL) -> [URL] {
    RunFolder.files(of: folder)
      + RunModel.all.map { folder.appending(path: $0) }
      + [
        TrainedMixupGAN.vectorsName, "left-out.json", "recordings.json",
        "folds.csv",
        "results.json", "predictions.csv", "utterances.csv", "maps.json", "report.html",
      ].map { folder.appending(path: $0) }
  }

  private static let folders: Set<String> = [
    "checkpoints", "folds", "tensorboard", "pictures", "figures", "tables", "parts", "joiners",
    "times", KeptModels.folderName,
  ]

  /// The folder of the run one of whose files a file is, or would be; nil where there is none.
  static func run(owning file: URL) -> URL? {
    let place = file.resolvingSymlinksInPath()
    var folder = place.deletingLastPathComponent()
    var below = place.lastPathComponent
    while folder.path != "/" {
      if RunFolder.isRun(folder) {
        let isOwn =
          folders.contains(below)
          || folder == place.deletingLastPathComponent()
            && files(of: folder).contains { $0.lastPathComponent == below }
        return isOwn ? folder : nil
      }
      below = folder.lastPathComponent
      folder = folder.deletingLastPathComponent()
    }
    return nil
  }
}
