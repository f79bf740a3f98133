import Files
import Foundation

/// What one pass over a recording finds.
struct RecordingSurvey: Sendable {
  /// Of the decoded samples; nil where they cannot be read, or are all 0.
  private(set) var hash: ContentHash?
  /// nil where the recording cannot be read.
  private(set) var sound: SoundMeasure?
  private var failure: FileError?

  init(of url: URL) {
    do throws(FileError) {
      let file = try SoundFile(url)
      var samples = SampleHash(sampleRate: file.sampleRate)
      while true {
        let block = try file.nextBlock()
        if block.isEmpty { break }
        samples.add(block)
      }
      sound = file.heard
      hash = samples.finish()
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
