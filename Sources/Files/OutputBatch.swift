public import Foundation
import Synchronization

/// Files of one folder that a command writes one after another. A command that is stopped in the middle,
/// by a full disk or by its user, leaves a note of what is done, so that the same command goes on with
/// the rest; when all is done, nothing of it is left.
///
/// The note is the hidden file `.unfinished`: what the files are made of, then a line a file.
public final class OutputBatch: Sendable {
  private let folder: URL
  private let state: Mutex<State>

  private struct State {
    /// What was noted of each file that is there, by its name.
    var done: [String: String]
    let file: AppendingFile
    var isOver = false
  }

  private static let noteName = ".unfinished"
  private let room: ReservedRoom?

  /// Begins a batch, or goes on with one whose files are made of the same.
  ///
  /// - Parameters:
  ///   - folder: which is made where it is not there.
  ///   - source: all that the files depend on; of another, those that are there are written anew.
  ///   - listing: bytes that a list of the files will take, for which room is kept, so that it can be
  ///     written when the disk is full.
  /// - Throws: `FileError.isOther` where another process fills the folder; `.cannotCreate`, `.diskFull` or
  ///   `.io`.
  public init(in folder: URL, madeOf source: [String], listing: Int = 0) throws(FileError) {
    self.folder = folder
    try Folder.create(folder)
    let note = folder.appendingPathComponent(Self.noteName)
    let mark = ContentHash(of: source.joined(separator: "\n")).hex
    let file = try AppendingFile(note)
    guard file.lock() else {
      throw .isOther(path: folder.path, what: "being filled by another process")
    }
    let old = Self.lines(of: note)
    if old.first.map(String.init) != mark {
      try file.empty()
      try file.append(mark + "\n")
    }
    var done: [String: String] = [:]
    for line in old.dropFirst() where old.first.map(String.init) == mark {
      let parts = line.split(separator: "\t", maxSplits: 1, omittingEmptySubsequences: false)
      let name = String(parts[0])
      let path = folder.appendingPathComponent(name).path
      guard parts.count == 2, FileManager.default.fileExists(atPath: path) else { continue }
      done[name] = String(parts[1])
    }
    state = Mutex(State(done: done, file: file))
    do throws(FileError) {
      room = listing > 0 ? try ReservedRoom(in: folder, bytes: listing) : nil
    } catch {
      if done.isEmpty {
        _ = unlink(note.path)
        _ = rmdir(folder.path)
      }
      throw error
    }
  }

  /// The whole lines of a note; none where there is none.
  private static func lines(of note: URL) -> [Substring] {
    let text = (try? InputFile.contents(of: note)).map { String(decoding: $0, as: UTF8.self) } ?? ""
    // What follows the last line end was not written whole.
    return text.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
  }

  /// Whether a folder holds what a command was stopped in.
  public static func isUnfinished(_ folder: URL) -> Bool {
    FileManager.default.fileExists(atPath: folder.appendingPathComponent(noteName).path)
  }

  /// A sentence where a folder holds other files than these with such endings, as of earlier work, which
  /// would pass for what was made now; nil where it holds none.
  public static func leftover(
    in folder: URL, besides names: some Sequence<String>, endings: Set<String>
  ) -> String? {
    let ours = Set(names)
    let others = ((try? Folder.names(in: folder)) ?? []).filter { name in
      let ending = URL(filePath: name).pathExtension.lowercased()
      return endings.contains(ending) && !name.hasPrefix(".") && !ours.contains(name)
    }
    guard let first = others.first else { return nil }
    return others.count == 1
      ? "\(folder.path) holds \(first) too, as of earlier work; it is not listed."
      : "\(folder.path) holds \(others.count) other files, as of earlier work, such as \(first); they are not "
        + "listed."
  }

  /// What was noted of a file that is there; nil where it is to be written.
  public func note(of name: String) -> String? { state.withLock { $0.done[name] } }

  /// How many of these are there.
  public func count(of names: [String]) -> Int {
    state.withLock { state in names.count { state.done[$0] != nil } }
  }

  /// Notes that a file is written.
  ///
  /// - Parameter text: what else a second run wants to know of it, in one line.
  public func add(_ name: String, _ text: String = "") {
    state.withLock { state in
      state.done[name] = text
      // What cannot be noted is written anew by a second run.
      try? state.file.append("\(name)\t\(text)\n")
    }
  }

  /// Keeps more room than that for the list of the files: for what comes with it.
  ///
  /// - Throws: `FileError.diskFull` where there is none, `.cannotCreate` or `.io`.
  public func reserve(_ bytes: Int) throws(FileError) { try room?.grow(by: bytes) }

  /// Makes the room free that was kept.
  public func release() { room?.release() }

  /// Ends a batch whose files are all there.
  public func finish() {
    release()
    _ = unlink(folder.appendingPathComponent(Self.noteName).path)
  }

  /// Ends a batch of which nothing is there, and removes its folder where that is empty.
  public func abandon() {
    finish()
    _ = rmdir(folder.path)
  }
}
