import Files
@preconcurrency import Foundation

/// The three streams that a process is started with, whatever its parent made of them.
enum StandardStreams {
  /// Makes sure of all three, before any file is opened.
  ///
  /// One that the parent closed would give its number to the next file that is opened, and messages
  /// would be written into that. In its place comes one of which each use fails. Where a reader goes
  /// away, the work goes on.
  static func open() {
    for stream in [STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO] where fcntl(stream, F_GETFD) < 0 {
      // The lowest number that is free, which is this one.
      _ = Foundation.open("/dev/null", stream == STDIN_FILENO ? O_WRONLY : O_RDONLY)
    }
    signal(SIGPIPE, SIG_IGN)
  }

  /// Sends what is printed and said from now on nowhere.
  ///
  /// - Returns: what standard error was, for the one sentence that is to be heard.
  /// - Throws: `FileError.io`.
  static func mute() throws(FileError) -> Int32 {
    let (voice, nowhere) = (dup(STDERR_FILENO), Foundation.open("/dev/null", O_WRONLY))
    guard voice >= 0, nowhere >= 0 else {
      throw .io(path: "/dev/null", why: String(cString: strerror(errno)).lowercased())
    }
    for stream in [STDOUT_FILENO, STDERR_FILENO] { dup2(nowhere, stream) }
    close(nowhere)
    return voice
  }

  /// Puts text on standard error. Where that fails there is nobody to tell.
  @Sendable static func say(_ text: String) {
    var bytes = ArraySlice(Array(text.utf8))
    while !bytes.isEmpty {
      let count = bytes.withUnsafeBytes { write(STDERR_FILENO, $0.baseAddress, $0.count) }
      if count < 0 && errno == EINTR { continue }
      if count <= 0 { return }
      bytes = bytes.dropFirst(count)
    }
  }

  /// Prints a line that is there at once, for a reader who waits for it.
  ///
  /// - Returns: whether there is a reader still.
  /// - Throws: `FileError.diskFull` or `.io` where it could not be written.
  static func putLine(_ line: String) throws(FileError) -> Bool {
    print(line)
    if fflush(stdout) == 0 { return true }
    if errno == EPIPE { return false }
    try finish()
    return false
  }

  /// Sends out what was printed. A reader that has gone away has read enough.
  ///
  /// - Throws: `FileError.diskFull` or `.io` where not all of it could be written.
  static func finish() throws(FileError) {
    var code = fflush(stdout) == 0 ? 0 : errno
    if code == 0 && ferror(stdout) == 0 { return }
    // What was lost before says no more why.
    var state = pollfd(fd: STDOUT_FILENO, events: Int16(POLLOUT), revents: 0)
    if poll(&state, 1, 0) > 0 && state.revents & Int16(POLLERR) != 0 { code = EPIPE }
    switch code {
    case EPIPE: return
    case ENOSPC, EDQUOT: throw .diskFull(path: "standard output")
    default:
      throw .io(
        path: "standard output",
        why: code == 0 ? "a part of it was lost" : String(cString: strerror(code)).lowercased())
    }
  }
}
