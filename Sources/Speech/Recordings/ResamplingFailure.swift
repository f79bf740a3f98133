/// Why a signal could not be brought to another rate.
public struct ResamplingFailure: Error {
  /// As a clause.
  public let why: String
}
