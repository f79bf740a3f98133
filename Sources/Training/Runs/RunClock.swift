public import Files
public import Foundation

/// How long a run has been worked on, which `time.json` keeps: a period for its start and one for
/// each time that it went on.
public final class RunClock {
  /// The work of one process.
  public struct Period: Codable, Sendable, Equatable {
    /// In ISO 8601.
    public let started: String
    /// Until its end or, where it was killed, until what it noted last.
    public fileprivate(set) var seconds: Double
  }

  public static let fileName = "time.json"
  /// Where processes that share a run note theirs, each in a file of its own.
  public static let folderName = "times"
  private static let interval = Duration.seconds(10)
  private let file: URL
  private let run: URL
  private let elapsed: () -> Duration
  private var periods: [Period]
  private var noted: Duration?

  /// Begins a period; nothing is written yet.
  ///
  /// - Parameters:
  ///   - joiner: the name of this process among those that share the run; nil where it has it alone.
  ///   - elapsed: the time since the period began.
  public init(_ folder: RunFolder, joiner: String? = nil, elapsed: @escaping () -> Duration) {
    run = folder.url
    file =
      joiner.map { folder.file(Self.folderName).appendingPathComponent("\($0).json") }
      ?? folder.file(Self.fileName)
    self.elapsed = elapsed
    // A file that cannot be read costs its times, not the run.
    periods = (try? JSONFile.read([Period].self, from: file)) ?? []
    // What came before this, such as preparing, is of the period too.
    let start = Date(timeIntervalSinceNow: -(elapsed() / .seconds(1)))
    periods.append(Period(started: start.formatted(.iso8601), seconds: 0))
  }

  /// What processes that shared a run noted, each by itself.
  ///
  /// - Parameter run: the run's folder.
  /// - Throws: `FileError`.
  public static func shared(of run: URL) throws(FileError) -> [Period] {
    let folder = run.appendingPathComponent(folderName)
    var periods: [Period] = []
    for name in try Folder.names(in: folder) where name.hasSuffix(".json") && !name.hasPrefix(".") {
      periods += try JSONFile.read([Period].self, from: folder.appendingPathComponent(name))
    }
    return periods
  }

  /// Notes the time so far, unless that was done a few seconds ago.
  ///
  /// - Throws: `FileError.diskFull` or `.io`.
  public func tick() throws(FileError) {
    if let noted, elapsed() - noted < Self.interval { return }
    try note()
  }

  /// Notes the time so far.
  ///
  /// - Throws: `FileError.diskFull` or `.io`.
  public func note() throws(FileError) {
    let now = elapsed()
    noted = now
    periods[periods.count - 1].seconds = now / .seconds(1)
    // Whoever removed the run does not want it back.
    guard Folder.isFolder(run) else { return }
    try Folder.create(file.deletingLastPathComponent())
    try JSONFile.write(periods, to: file)
  }
}

extension RunClock.Period {
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    started = try container.decode(String.self, forKey: .started)
    seconds = try container.decode(Double.self, forKey: .seconds)
    guard seconds >= 0, seconds < .infinity else {
      throw DecodingError.dataCorruptedError(
        forKey: .seconds, in: container, debugDescription: "no time")
    }
  }
}
