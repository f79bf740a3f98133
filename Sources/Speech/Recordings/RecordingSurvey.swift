import Files
import Foundation

/// Something wrong with a recording.
public struct RecordingProblem: Sendable, Equatable, Codable {
  public enum Kind: String, Sendable, Codable, CaseIterable {
    /// There is no file.
    case missing
    /// The file cannot be read.
    case unreadable
    /// Too many samples lie at full scale: the recording was overdriven.
    case clipped
    /// Nothing is louder than -60 dB of full scale.
    case silent
    /// The recording does not fill one window of the front end.
    case short
    /// Another recording of the corpus has the same samples.
    case duplicate
  }

  /// The recording's path.
  public let file: String
  public let kind: Kind
  /// What was found, as a clause or, of a file that cannot be read, a sentence.
  public let detail: String

  init(_ url: URL, _ kind: Kind, _ detail: String) {
    file = url.path
    self.kind = kind
    self.detail = detail
  }
}

/// What one pass over a recording finds.
struct RecordingSurvey: Sendable {
  /// Levels and length, at the recording's own sample rate.
  struct Levels: Sendable {
    var sampleRate: Int
    var samples = 0
    /// Greatest magnitude; full scale is 1.
    var peak: Float = 0
    /// Samples at full scale.
    var clipped = 0

    /// In seconds.
    var duration: Double { Double(samples) / Double(sampleRate) }
  }

  /// Of the decoded samples; nil where they cannot be read, or are all 0.
  private(set) var hash: ContentHash?
  /// nil where the recording cannot be read.
  private(set) var levels: Levels?
  private var failure: FileError?

  init(of url: URL) {
    do throws(FileError) {
      let file = try SoundFile(url)
      var levels = Levels(sampleRate: file.sampleRate)
      var samples = SampleHash(sampleRate: file.sampleRate)
      while true {
        let block = try file.nextBlock()
        if block.isEmpty { break }
        samples.add(block)
        levels.samples += block.count
        for sample in block {
          let magnitude = abs(sample)
          levels.peak = max(levels.peak, magnitude)
          if magnitude >= Limits.fullScale { levels.clipped += 1 }
        }
      }
      self.levels = levels
      hash = samples.finish()
    } catch {
      failure = error
    }
  }

  private enum Limits {
    /// 8-bit recordings reach 127/128 at most.
    static let fullScale: Float = 0.992
    /// More samples at full scale than one in a thousand are clipping, fewer are loud moments.
    static let clippedShare = 0.001
    /// -60 dB.
    static let silence: Float = 0.001
  }

  /// What is wrong with the recording by itself.
  func problems(of url: URL, configuration: MelConfiguration) -> [RecordingProblem] {
    guard let levels else {
      guard let failure else { return [] }
      if case .missing = failure {
        return [RecordingProblem(url, .missing, "there is no such file")]
      }
      return [RecordingProblem(url, .unreadable, failure.description)]
    }
    var problems: [RecordingProblem] = []
    let share = Double(levels.clipped) / Double(levels.samples)
    if share > Limits.clippedShare {
      let percent = (100 * share).formatted(decimals: 1)
      problems.append(
        RecordingProblem(url, .clipped, "\(percent) % of the samples are at full scale"))
    }
    if levels.peak < Limits.silence {
      problems.append(RecordingProblem(url, .silent, "nothing is louder than -60 dB"))
    }
    let window = Double(configuration.windowLength) / Double(configuration.sampleRate)
    if levels.duration < window {
      let (duration, window) = (
        levels.duration.formatted(decimals: 3), window.formatted(decimals: 3)
      )
      problems.append(
        RecordingProblem(url, .short, "\(duration) s do not fill a window of \(window) s"))
    }
    return problems
  }
}
