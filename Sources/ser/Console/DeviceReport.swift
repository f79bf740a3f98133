import Foundation

/// What a process that computes on one of several devices tells the one that started it: lines of JSON
/// among those for a person.
enum DeviceReport: Codable, Equatable {
  /// How far what it does is.
  case step(title: String, done: Int, total: Int)
  /// How many parts are kept, of how many.
  case parts(done: Int, total: Int)

  /// What no line for a person begins with.
  private static let mark: Character = "\u{1}"

  /// nil where it is a line for a person.
  init?(line: String) {
    guard line.first == Self.mark,
      let report = try? JSONDecoder().decode(Self.self, from: Data(line.dropFirst().utf8))
    else { return nil }
    self = report
  }

  var line: String {
    let json = (try? JSONEncoder().encode(self)) ?? Data()
    return "\(Self.mark)\(String(decoding: json, as: UTF8.self))\n"
  }
}
