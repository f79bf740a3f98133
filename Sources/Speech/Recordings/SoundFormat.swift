public import Foundation

/// Kinds of sound files, as their endings tell them.
public enum SoundFormat {
  /// Those that are read.
  private static let read: Set<String> = [
    "wav", "wave", "rf64", "w64", "aif", "aiff", "aifc", "au", "snd", "caf", "sph", "nist", "flac",
    "ogg", "oga", "opus", "mp3",
  ]
  /// Those that are read where ffmpeg is installed.
  private static let decoded: Set<String> = [
    "m4a", "m4b", "mp4", "aac", "wma", "amr", "awb", "3gp", "3g2", "3ga", "mov", "avi", "mkv",
    "mka",
    "webm", "weba", "ape", "wv", "ac3", "dts", "ra", "rm", "mp2", "mpc", "spx", "tta", "qcp", "dss",
    "asf", "wmv", "mpg", "mpeg", "m4v", "flv",
  ]
  /// Those that are not.
  private static let others: Set<String> = [
    "voc", "gsm", "ds2", "dvf", "raw", "pcm", "sd2", "alac", "vox",
  ]

  /// Whether the ending is that of a kind that is read here.
  static func isRead(_ url: URL) -> Bool {
    read.contains(url.pathExtension.lowercased()) || (isDecoded(url) && FFmpeg.installed != nil)
  }

  /// Whether the ending is that of a kind that ffmpeg reads.
  static func isDecoded(_ url: URL) -> Bool { decoded.contains(url.pathExtension.lowercased()) }

  /// Whether the ending is that of any kind of sound file, or of a film, which has sound.
  public static func isSound(_ url: URL) -> Bool {
    let ending = url.pathExtension.lowercased()
    return read.contains(ending) || decoded.contains(ending) || others.contains(ending)
  }

  /// Why a sound file is not read and what helps, as a clause that is the same for all of its ending.
  static func notRead(_ url: URL) -> String {
    let ending = url.pathExtension.lowercased()
    if ending.isEmpty { return "it has no ending and cannot be read as sound" }
    return isDecoded(url)
      ? "sound as .\(ending) is read where ffmpeg is installed; install it, or convert the sound by "
        + "ffmpeg -i a.\(ending) a.wav"
      : "sound as .\(ending) is not read; convert it to wav"
  }
}
