public import Files
public import Foundation

/// A JSON object a line, in the order of training; a line is on its way to the disk when `append`
/// returns, so that it can be watched.
public final class MetricsLog {
  private let file: AppendingFile

  /// Opens a log to add to.
  ///
  /// - Parameter position: where to go on, in bytes; what lies behind is cut off. nil: at the end.
  /// - Throws: `FileError`.
  public init(_ url: URL, continuingAt position: Int? = nil) throws(FileError) {
    file = try AppendingFile(url, continuingAt: position)
  }

  /// The length of the log in bytes, which a checkpoint remembers.
  public var position: Int { file.position }

  /// Adds a record. Numbers that JSON lacks are written as "NaN", "Infinity", "-Infinity".
  ///
  /// - Throws: `FileError.diskFull` or `.io`.
  public func append(_ record: some Encodable) throws(FileError) {
    try file.append(JSONFile.text(record, path: file.path, onOneLine: true) + "\n")
  }
}
