/// Where a tensor's random numbers lie among all that a seed gives on a device: what they are for, in which
/// of several trainings of one kind and in which step they are drawn, and the number of the draw within
/// it. No two addresses share a number.
///
/// Philox makes four numbers of a seed and a counter of four words. Two words are the address; a third is
/// the sample's place in its batch, that is the tensor's first axis, and the fourth the place of four
/// elements within the sample. So a sample's numbers are the same whatever batch it is part of, and
/// wherever its batch is computed.
public struct RandomAddress: Hashable, Sendable {
  /// Whatever changes which numbers are drawn where changes this: what was begun under another version
  /// does not go on with the same bits.
  public static let version = 3

  /// How many trainings of one kind are told apart.
  public static let seriesCount = 1 << 10

  /// The two words, the lower one first.
  public let word: UInt64

  /// The first draw of a step.
  ///
  /// - Parameter series: which of several trainings of one kind, such as the one for a class.
  /// - Precondition: the series is below `seriesCount` and the step below 2^36.
  public init(_ purpose: some RandomPurpose, series: Int = 0, step: Int = 0) {
    precondition(0..<Self.seriesCount ~= series, "series of 10 bits")
    precondition(0..<1 << 36 ~= step, "steps of 36 bits")
    word = UInt64(purpose.rawValue) << 56 | UInt64(series) << 46 | UInt64(step) << 10
  }

  /// The first draw for one of several copies of a recording.
  ///
  /// - Parameter recording: a number that stands for it, evenly spread over all that there are, such as
  ///   a hash, of which the upper 34 bits count; they take the place of the series too.
  /// - Precondition: the copy is below 2^12.
  public init(_ purpose: some RandomPurpose, recording: UInt64, copy: Int) {
    precondition(0..<1 << 12 ~= copy, "copies of 12 bits")
    word = UInt64(purpose.rawValue) << 56 | (recording >> 30) << 22 | UInt64(copy) << 10
  }

  private init(word: UInt64) { self.word = word }

  /// The draw after this in the same step.
  ///
  /// - Precondition: it is not the last of the 2^10 of a step.
  public var next: RandomAddress {
    precondition(word & 0x3FF < 0x3FF, "draws of 10 bits")
    return RandomAddress(word: word + 1)
  }
}

/// What random numbers are drawn for on a device: one list of numbers for a whole program, so that no two
/// uses share any.
public protocol RandomPurpose: RawRepresentable<UInt8>, CaseIterable, Sendable {}
