import Foundation
import Speech
import TestSupport

/// The folder of real recordings; tests that need them are skipped where it is not there.
enum TestCorpora {
  static let folder: URL = {
    if let path = ProcessInfo.processInfo.environment["SER_CORPORA"] {
      return URL(fileURLWithPath: path)
    }
    let package = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    return package.deletingLastPathComponent().appending(path: "shared/corpora")
  }()

  static func has(_ corpus: String) -> Bool {
    FileManager.default.fileExists(atPath: folder.appending(path: corpus).path)
  }
}

extension TemporaryFolder {
  /// Makes a short recording of its own content at a path below the folder, with the folders above.
  @discardableResult
  func makeRecording(_ path: String, seconds: Double = 0.1, frequency: Double = 440) throws -> URL {
    let url = self(path)
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    let tone = SoundFixtures.tone(frequency, seconds: seconds, sampleRate: 16_000)
    try Signal(tone, sampleRate: 16_000).write(to: url)
    return url
  }
}
