/// Where a tensor's random numbers lie among all that a seed gives on a device: what they are for, in
/// which step they are drawn, and the number of the draw within it. No two addresses share a number.
///
/// Philox makes four numbers of a seed and a counter of four words. Two words are the address; a third is
/// the sample's place in its batch, that is the tensor's first axis, and the fourth the place of four
/// elements within the sample. So a sample's numbers are the same whatever batch it is part of, and
/// wherever its batch is computed.
public struct RandomAddress: Hashable, Sendable {
  /// Whatever changes which numbers are drawn where changes this: what was begun under another version
  /// does not go on with the same bits.
  public static let version = 2

  /// The two words, the lower one first.
  public var word: UInt64 { UInt64(purpose) << 56 | step << 16 | UInt64(draw) }

  /// What the numbers are for, by the number of a `RandomPurpose`.
  private let purpose: UInt8
  /// Below 2^40.
  private let step: UInt64
  private let draw: UInt16

  /// The first draw of a step.
  ///
  /// - Precondition: the step is below 2^40.
  public init(_ purpose: some RandomPurpose, step: Int = 0) {
    precondition(0..<1 << 40 ~= step, "steps of 40 bits")
    self.init(purpose: purpose.rawValue, step: UInt64(step), draw: 0)
  }

  /// The first draw for one of several copies of a recording.
  ///
  /// - Precondition: the recording is below 2^24 and the copy below 2^16.
  public init(_ purpose: some RandomPurpose, recording: Int, copy: Int) {
    precondition(
      0..<1 << 24 ~= recording && 0..<1 << 16 ~= copy, "recordings of 24 bits, copies of 16")
    self.init(purpose, step: recording << 16 | copy)
  }

  private init(purpose: UInt8, step: UInt64, draw: UInt16) {
    self.purpose = purpose
    self.step = step
    self.draw = draw
  }

  /// The draw after this in the same step.
  ///
  /// - Precondition: a step has at most 2^16 draws.
  public var next: RandomAddress {
    RandomAddress(purpose: purpose, step: step, draw: draw + 1)
  }
}

/// What random numbers are drawn for on a device: one list of numbers for a whole program, so that no two
/// uses share any.
public protocol RandomPurpose: RawRepresentable<UInt8>, CaseIterable, Sendable {}
