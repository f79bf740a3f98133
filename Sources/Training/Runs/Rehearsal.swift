/// Trainings that are not done, on a device that computes nothing: their first steps show what all should
/// take.
public final class Rehearsal {
  private let taken: () -> Double
  /// What everything so far should take, trainings to their last step, in seconds.
  public private(set) var seconds = 0.0

  /// - Parameter taken: the seconds that a device should take for what it was asked since the last call.
  public init(taken: @escaping () -> Double) { self.taken = taken }

  /// Counts what was asked of the device beside trainings.
  public func settle() { seconds += taken() }

  /// Takes the first step of a course, then those to the end of the first epoch or iteration after it, for
  /// which all others stand.
  ///
  /// - Throws: what the steps throw.
  func take(_ course: some Course) throws {
    settle()
    if course.isFinished { return }
    // With it comes what is made once.
    _ = try course.takeStep()
    settle()
    let begun = course.progress.done
    while !course.isFinished {
      if try course.takeStep() != nil, course.progress.done > begun { break }
    }
    let (done, total) = (course.progress.done, course.progress.total)
    if done > begun { seconds += taken() / Double(done - begun) * Double(total - begun) }
  }
}
