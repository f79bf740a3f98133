public import Training

/// The parts of an experiment, and what each should take, where that is asked: of the first fold they are
/// rehearsed, for which all others stand.
public final class ExperimentPlanner {
  public struct Part: Sendable {
    public let name: String
    public let state: PartState
    /// What it should take on the device, trainings to their last epoch; nil where that is not known, as of
    /// what processors compute.
    public let seconds: Double?
  }

  /// The plan is made, and the experiment ends here.
  public struct Made: Error {}

  public let rehearsal: Rehearsal
  public private(set) var parts: [Part] = []
  private let isTimed: Bool

  /// - Parameters:
  ///   - rehearsal: of trainings on a device that computes nothing.
  ///   - isTimed: whether it is asked what each part should take.
  public init(_ rehearsal: Rehearsal, timed isTimed: Bool) {
    (self.rehearsal, self.isTimed) = (rehearsal, isTimed)
  }

  /// - Throws: `FileError`.
  func plan<Answers>(_ folds: [FoldParts<Answers>], in folder: RunFolder) throws {
    guard let first = folds.first else { return }
    let times = first.parts.indices.map {
      isTimed && first.isOnDevice ? seconds(of: $0, of: first) : nil
    }
    for fold in folds {
      for (number, name) in fold.parts.enumerated() {
        parts.append(
          Part(
            name: name, state: try folder.state(of: JoinedRun.Part(name, of: fold.name)),
            seconds: times[number]))
      }
    }
  }

  /// nil where it cannot be rehearsed: the device answers with zeros alone.
  private func seconds<Answers>(of part: Int, of fold: FoldParts<Answers>) -> Double? {
    let before = rehearsal.seconds
    guard (try? fold.compute(part)) != nil else { return nil }
    rehearsal.settle()
    return rehearsal.seconds - before
  }
}
