import Foundation

/// The process of this program that started this one.
enum ParentProcess {
  /// Stops this process as the user would, when its standard input ends, as it does when the other one ends.
  static func stopWithIt() {
    Thread.detachNewThread {
      var input = pollfd(fd: STDIN_FILENO, events: 0, revents: 0)
      while poll(&input, 1, -1) < 0 && errno == EINTR {}
      kill(getpid(), SIGTERM)
    }
  }
}
