/// What the model that made a table's features learnt from, so that who tests on its rows can tell what
/// of them is known already.
public struct SeenRecordings: Sendable, Equatable, Codable {
  /// Files of the table, sorted.
  public let files: [String]
  /// Sorted.
  public let speakers: [Person]

  public init(files: some Sequence<String>, speakers: some Sequence<Person>) {
    self.files = files.sorted()
    self.speakers = speakers.sorted()
  }

  /// Those of two tables.
  static func + (first: SeenRecordings, second: SeenRecordings) -> SeenRecordings {
    SeenRecordings(
      files: first.files + second.files, speakers: Set(first.speakers).union(second.speakers))
  }
}
