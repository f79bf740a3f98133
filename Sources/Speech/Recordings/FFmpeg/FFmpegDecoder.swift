import Files
import Foundation

/// A sound file as ffmpeg decodes it, a block at a time.
final class FFmpegDecoder {
  let sampleRate: Int
  let channels: Int
  private let path: String
  private let process: Process
  private let output: Pipe
  private let complaints: Complaints
  private let wave: PipedWave

  /// Starts ffmpeg.
  ///
  /// - Parameter path: the file's.
  /// - Throws: `FileError.malformed` where ffmpeg finds no sound in it, `.io` where it cannot be started.
  init(_ program: FFmpeg, decoding path: String) throws(FileError) {
    self.path = path
    process = Process()
    output = Pipe()
    complaints = try Complaints(about: path)
    process.executableURL = program.url
    process.arguments = FFmpeg.arguments(decoding: URL(fileURLWithPath: path).path)
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = output
    process.standardError = complaints.handle
    do { try process.run() } catch {
      throw .io(path: path, why: "\(program.url.path) cannot be started")
    }
    let bytes = PipedBytes(output.fileHandleForReading.fileDescriptor, name: path)
    do throws(FileError) {
      wave = try PipedWave(bytes)
    } catch {
      process.waitUntilExit()
      throw Self.failure(path, complaints.first ?? "it gives no sound")
    }
    (sampleRate, channels) = (wave.sampleRate, wave.channels)
  }

  deinit {
    // Who stops in the middle wants no more.
    if process.isRunning { process.terminate() }
  }

  /// The next frames, at most so many, channel after channel in each; empty after the last.
  ///
  /// - Throws: `FileError.malformed` where ffmpeg cannot decode all of the file, `.io`.
  func next(frames: Int) throws(FileError) -> [Float] {
    let frames = try wave.next(frames: frames)
    if frames.isEmpty {
      process.waitUntilExit()
      if process.terminationStatus != 0 || complaints.first != nil {
        throw Self.failure(path, complaints.first ?? "status \(process.terminationStatus)")
      }
    }
    return frames
  }

  private static func failure(_ path: String, _ why: String) -> FileError {
    .malformed(path: path, what: "ffmpeg cannot read all of its sound (\(why)); fetch it again")
  }
}

/// What a program says of what goes wrong. It goes into a file that nobody else sees: a pipe that nobody
/// empties would stop the program.
private struct Complaints {
  let handle: FileHandle
  private let path: String

  /// - Throws: `FileError.io`.
  init(about path: String) throws(FileError) {
    guard let file = tmpfile() else {
      throw .io(path: path, why: "no temporary file: \(String(cString: strerror(errno)))")
    }
    let descriptor = dup(fileno(file))
    fclose(file)
    handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    self.path = path
  }

  /// The first line, without what tells nobody anything; nil where there is none.
  var first: String? {
    var bytes = [UInt8](repeating: 0, count: 1_000)
    let count = pread(handle.fileDescriptor, &bytes, bytes.count, 0)
    guard count > 0 else { return nil }
    let lines = String(decoding: bytes[..<count], as: UTF8.self).split(whereSeparator: \.isNewline)
    // "[mov,mp4 @ 0x55d0] moov atom not found", and "file:a.m4a: Invalid data found".
    return lines.first.map {
      var line = String($0.trimmingPrefix(/\[[^\]]*\] */))
      for name in ["file:\(path): ", "\(path): "] where line.hasPrefix(name) {
        line = String(line.dropFirst(name.count))
      }
      return line.trimmingCharacters(in: CharacterSet(charactersIn: " ."))
    }
  }
}
