import Files
import Foundation

/// What one pass over a recording finds.
struct RecordingSurvey: Sendable {
  /// nil where the file is missing.
  private(set) var hash: ContentHash?
  /// nil where the recording cannot be read.
  private(set) var sound: SoundMeasure?
  private var failure: FileError?

  init(of url: URL) {
    do throws(FileError) {
      hash = try ContentHash(contentsOf: url)
      let file = try SoundFile(url)
      while try !file.nextBlock().isEmpty {}
      sound = file.heard
    } catch {
      failure = error
    }
  }

  /// What is wrong with the recording by itself.
  func problems(of url: URL, for requirements: SoundRequirements) -> [RecordingProblem] {
    if let sound { return sound.problems(of: url.path, for: requirements) }
    return switch failure {
    case nil: []
    case .missing:
      [RecordingProblem(file: url.path, kind: .missing, detail: "there is no such file")]
    case .some(let error):
      [RecordingProblem(file: url.path, kind: .unreadable, detail: error.description)]
    }
  }
}
