import Foundation

/// The program ffmpeg, which reads kinds of sound that libsndfile does not.
struct FFmpeg: Sendable {
  let url: URL

  /// The first in the folders of the variable PATH; nil where it is not installed.
  static let installed = FFmpeg(path: ProcessInfo.processInfo.environment["PATH"] ?? "")

  /// - Parameter path: the folders to find it in, as in the variable PATH.
  init?(path: String) {
    guard let url = InstalledProgram.named("ffmpeg", in: path) else { return nil }
    self.url = url
  }

  /// What it is to do with a file: put out its first sound as a wav of 32-bit floating point, at its own rate
  /// and with its own channels.
  ///
  /// The file is named as such, whatever its name begins with, and no file may lead ffmpeg to another or to a
  /// network, as playlists do: their kinds are none of those that are let in.
  static func arguments(decoding path: String) -> [String] {
    [
      "-nostdin", "-v", "error", "-protocol_whitelist", "file", "-format_whitelist",
      demuxers.joined(separator: ","), "-i", "file:\(path)", "-map", "0:a:0", "-c:a", "pcm_f32le",
      "-bitexact", "-f", "wav", "pipe:1",
    ]
  }

  private static let demuxers = [
    "mov", "mp4", "m4a", "3gp", "3g2", "matroska", "webm", "asf", "aac", "amr", "amrnb", "amrwb",
    "ac3", "eac3", "dts", "ape", "wv", "tta", "mp3", "mpeg", "mpegts", "mpc", "mpc8", "avi", "flv",
    "rm",
    "ogg", "qcp", "dsf", "dss",
  ]
}
