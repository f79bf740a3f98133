import Foundation
import Report

/// How many columns standard output has.
enum TerminalWidth {
  /// nil where it is no terminal: a file or another program takes lines of any length.
  static var columns: Int? {
    var size = winsize()
    guard isatty(STDOUT_FILENO) == 1, ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0,
      size.ws_col > 0
    else { return nil }
    return Int(size.ws_col)
  }
}

extension Table {
  /// As text for standard output, within its width.
  var folded: String { folded(naming: 1) }

  /// The same where more of the first columns say what a row is.
  func folded(naming names: Int) -> String { plain(columns: TerminalWidth.columns, naming: names) }
}
