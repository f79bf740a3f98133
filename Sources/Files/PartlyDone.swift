public import Foundation

/// Work that ended in the middle: what it did is there and can be used.
public struct PartlyDone: Error {
  /// Why it ended.
  public let error: any Error
  /// How many of how many are done.
  public let done: Int
  public let all: Int
  /// What is done, such as "pictures".
  public let what: String
  /// Where those are listed that are done; nil where they are not.
  public let list: URL?

  public init(_ error: any Error, done: Int, of all: Int, _ what: String, list: URL?) {
    self.error = error
    self.done = done
    self.all = all
    self.what = what
    self.list = list
  }
}

extension PartlyDone: CustomStringConvertible {
  public var description: String {
    "\(done) of \(all) \(what) are done\(list.map { " and listed in \($0.path)" } ?? ""); "
      + "the same command goes on with the rest."
  }
}
