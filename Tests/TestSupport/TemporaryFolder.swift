public import Foundation

/// A folder that a test may fill; it is removed with the value.
public final class TemporaryFolder {
  public let url: URL

  /// - Parameter permissions: nil for those that folders have here.
  public init(permissions: Int? = nil) throws {
    url = FileManager.default.temporaryDirectory
      .appendingPathComponent("ser-tests-\(UUID().uuidString)", isDirectory: true)
    try FileManager.default.createDirectory(
      at: url, withIntermediateDirectories: true,
      attributes: permissions.map { [.posixPermissions: $0] })
  }

  deinit { try? FileManager.default.removeItem(at: url) }

  /// A path in the folder.
  public func callAsFunction(_ name: String) -> URL { url.appendingPathComponent(name) }

  /// Writes bytes to a file of the folder.
  public func write(_ bytes: some DataProtocol, to name: String) throws -> URL {
    let file = self(name)
    try Data(bytes).write(to: file)
    return file
  }

  /// The names of all that lies in the folder, hidden files too, sorted.
  public var contents: [String] {
    get throws { try FileManager.default.contentsOfDirectory(atPath: url.path).sorted() }
  }
}
