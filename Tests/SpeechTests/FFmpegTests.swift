import Files
import Foundation
import TestSupport
import Testing

@testable import Speech

/// Kinds of sound that libsndfile does not know, as ffmpeg writes and reads them.
@Suite(.enabled(if: FFmpeg.installed != nil, "ffmpeg is not installed"), .timeLimit(.minutes(10)))
struct FFmpegTests {
  private let folder: TemporaryFolder
  private let tone: Signal

  init() throws {
    folder = try TemporaryFolder()
    tone = Signal((0..<48_000).map { 0.3 * sin(Float($0) * 0.06) }, sampleRate: 24_000)
    try tone.write(to: folder("tone.wav"))
  }

  /// - Returns: nil where this ffmpeg has no such encoder.
  private func convert(to name: String, _ options: String...) throws -> URL? {
    try convert(to: name, options)
  }

  private func convert(to name: String, _ options: [String]) throws -> URL? {
    let process = Process()
    process.executableURL = try #require(FFmpeg.installed).url
    process.arguments =
      ["-nostdin", "-v", "quiet", "-i", folder("tone.wav").path] + options
      + ["file:\(folder(name).path)"]
    try process.run()
    process.waitUntilExit()
    return process.terminationStatus == 0 ? folder(name) : nil
  }

  private func refusal(of url: URL) -> String {
    do {
      _ = try Signal(contentsOf: url)
      return ""
    } catch {
      return error.description
    }
  }

  @Test(arguments: [
    ("a.m4a", ["-c:a", "aac"]), ("a.mp4", ["-c:a", "aac"]), ("a.aac", ["-c:a", "aac"]),
    ("a.webm", ["-c:a", "libopus", "-ar", "48000"]), ("a.wma", ["-c:a", "wmav2"]),
    ("a.amr", ["-c:a", "libopencore_amrnb", "-ar", "8000"]), ("a.mka", ["-c:a", "flac"]),
    ("a.wv", []), ("a.mov", ["-c:a", "pcm_s16le", "-af", "pan=stereo|c0=c0|c1=c0"]),
  ])
  func kindsOfSound(name: String, options: [String]) throws {
    guard try convert(to: name, options) != nil else { return }
    let heard = try HeardSignal(contentsOf: folder(name), sampleRate: 24_000)
    #expect(abs(heard.signal.duration - 2) < 0.15, "\(heard.signal.duration)")
    // A sine of 0.3.
    let power = heard.signal.samples.reduce(0) { $0 + Double($1) * Double($1) }
    #expect(abs((power / 48_000).squareRoot() - 0.3 / 2.0.squareRoot()) < 0.02)
    #expect(SoundFormat.isRead(folder(name)))
  }

  @Test func whatLosesNothingIsTheSame() throws {
    let url = try #require(try convert(to: "a.mka", "-c:a", "flac"))
    #expect(try Signal(contentsOf: url) == Signal(contentsOf: folder("tone.wav")))
    let mono = try #require(try convert(to: "two.mka", "-c:a", "flac", "-ac", "2"))
    let file = try SoundFile(mono)
    #expect(file.channels == 2 && file.sampleRate == 24_000)
  }

  /// No name leads ffmpeg elsewhere.
  @Test(arguments: ["-i.m4a", "concat:a|b.m4a", "http:x.m4a", "a %d\n'\".m4a", "ä.m4a"])
  func anyName(name: String) throws {
    let made = try #require(try convert(to: "a.m4a", "-c:a", "aac"))
    try FileManager.default.moveItem(at: made, to: folder(name))
    #expect(try Signal(contentsOf: folder(name)).duration > 1.9)
  }

  @Test func aFileThatIsCutOffIsRefused() throws {
    for (name, options) in [
      ("a.m4a", ["-c:a", "aac"]), ("fast.m4a", ["-c:a", "aac", "-movflags", "faststart"]),
      ("a.webm", ["-c:a", "libopus", "-ar", "48000"]),
    ] {
      guard try convert(to: name, options) != nil else { continue }
      let bytes = try Data(contentsOf: folder(name))
      try bytes.prefix(bytes.count * 6 / 10).write(to: folder(name))
      let words = refusal(of: folder(name))
      #expect(words.contains("\(name): ffmpeg cannot read all of its sound ("), "\(name): \(words)")
      #expect(words.split(separator: "\n").count == 1)
    }
  }

  @Test func whatIsNoSoundIsRefused() throws {
    let list = "#EXTM3U\n#EXT-X-TARGETDURATION:9\n#EXTINF:9,\ntone.wav\n#EXT-X-ENDLIST\n"
    for (name, content) in [
      ("text.m4a", "no sound at all"), ("list.m4a", list), ("short.webm", "\u{1A}E"),
      ("other.wma", "ffconcat version 1.0\nfile tone.wav\n"),
    ] {
      let url = try folder.write(Data(content.utf8), to: name)
      #expect(refusal(of: url).contains("\(name): ffmpeg cannot read all"), "\(refusal(of: url))")
    }
    let empty = try folder.write(Data(), to: "empty.m4a")
    #expect(refusal(of: empty).contains("the file is empty"))
  }

  /// What is not read to its end leaves no process that waits.
  @Test func aFileIsLeftInTheMiddle() throws {
    let url = try #require(try convert(to: "a.mka", "-c:a", "flac", "-af", "aloop=60:48000"))
    for _ in 0..<3 {
      let file = try SoundFile(url)
      #expect(try file.nextBlock().count > 0)
    }
  }
}

@Suite struct FFmpegSearchTests {
  @Test func itIsFoundInPATHAlone() throws {
    let folder = try TemporaryFolder()
    #expect(FFmpeg(path: "") == nil && FFmpeg(path: folder.url.path) == nil)
    let program = try folder.write(Data("#!/bin/sh\n".utf8), to: "ffmpeg")
    #expect(FFmpeg(path: folder.url.path) == nil)
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: program.path)
    #expect(FFmpeg(path: "/nowhere:\(folder.url.path)")?.url.path == program.path)
  }
}
