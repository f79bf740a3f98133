/// A process that computes alone.
struct LoneRank: Communicator {
  let rank = 0
  let count = 1

  func sum(_ values: UnsafeMutableBufferPointer<Float>) {}
  func sum(_ values: UnsafeMutableBufferPointer<Double>) {}
  func broadcast(_ bytes: UnsafeMutableRawBufferPointer, from root: Int) {}
  func abort(status: Int32) {}
}
