import Files
import Foundation

/// Keeps what a command reads from what it writes, whatever paths lead to either, and each file that it
/// writes from the others and from what runs found. It is asked before anything is computed.
struct OutputGuard {
  private let inputs: () -> [URL]
  private let runs: Set<FileIdentity>

  /// - Parameters:
  ///   - inputs: all that the command reads. They are looked for only where something lies in an
  ///     output's place.
  ///   - runs: the folders of the runs whose files the command writes.
  init(reading inputs: @autoclosure @escaping () -> [URL], writing runs: [URL] = []) {
    self.inputs = inputs
    self.runs = Set(runs.map(FileIdentity.init))
  }

  /// - Parameters:
  ///   - outputs: all that the command writes.
  ///   - endings: those of what is written where its name may end in anything; nil where the ending
  ///     decides what is written.
  ///   - overManifests: whether they may replace tables of recordings with emotions, as those do that are
  ///     such themselves.
  ///   - makingFolders: whether it makes their folders; else each is tried to be made already.
  /// - Throws: `FileError.isRead` where one would be written over what is read, `.isWrittenTwice` where
  ///   two are one file, `.isOfRun` where one is in the place of what another command's run wrote,
  ///   `.isOther` where one would replace weights, a manifest, what by its ending or its content is of another
  ///   kind, or where what goes with another output would replace what this program has not written,
  ///   `.cannotCreate`, `.diskFull` or `.io` where one cannot be written.
  func require(
    _ outputs: [URL], endingIn endings: [String]? = nil, overManifests: Bool = false,
    makingFolders: Bool = false
  ) throws(FileError) {
    var places: [FileIdentity: URL] = [:]
    for output in outputs where !Self.isDevice(output) {
      // Where a path leads, and where it leads by its text: what is written goes by the latter.
      for place in Set([output, output.resolvingSymlinksInPath()].map(FileIdentity.init)) {
        if let other = places[place], other != output {
          throw .isWrittenTwice(path: other.path, other: output.path)
        }
        places[place] = output
      }
    }
    if places.keys.contains(where: \.isThere) {
      for input in inputs() {
        guard let output = places[FileIdentity(input)] else { continue }
        throw .isRead(path: output.path, input: input.path)
      }
    }
    for output in outputs where !Self.isDevice(output) {
      let run = RunPlaces.run(owning: output)
      if let run, runs.contains(FileIdentity(run)) { continue }
      if let run { throw .isOfRun(path: output.path, run: run.path) }
      guard Self.hasContent(output) else { continue }
      let found = output.resolvingSymlinksInPath()
      if let kind = endings.flatMap({ FileKind.name(of: found, otherThan: $0) }) {
        throw .isOther(path: output.path, what: kind)
      }
      if !overManifests, FileKind.isManifest(found) {
        throw .isOther(path: output.path, what: "a list of recordings with emotions")
      }
      if FileKind.isWeights(found) { throw .isOther(path: output.path, what: "a model's weights") }
      // Its name is one that the user did not write.
      if outputs.contains(where: { output.path.hasPrefix("\($0.path).") }) {
        if FileKind.isCompanion(found, as: output.pathExtension) { continue }
        throw .isOther(
          path: output.path, what: "none of the files that this program writes beside others")
      }
      if !makingFolders, !Self.mayReplace(found, forms: endings ?? [found.pathExtension]) {
        throw .isOther(path: output.path, what: "none of the files that this program writes there")
      }
    }
    if makingFolders { return }
    for output in outputs { try AtomicFile.requirePlace(output) }
  }

  /// Whether the content of a file is of the form that its ending says, or of one of those that are written
  /// whatever the ending.
  private static func mayReplace(_ file: URL, forms: [String]) -> Bool {
    let ending = file.pathExtension.lowercased()
    let written = forms.contains(ending) ? [ending] : forms
    return written.isEmpty || written.contains { FileKind.hasForm($0, file) }
  }

  private static func hasContent(_ url: URL) -> Bool {
    var status = stat()
    return stat(url.path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG && status.st_size > 0
  }

  /// Several outputs may go to one device or pipe, which has no content to lose.
  private static func isDevice(_ url: URL) -> Bool {
    var status = stat()
    guard stat(url.path, &status) == 0 else { return false }
    return status.st_mode & S_IFMT != S_IFREG && status.st_mode & S_IFMT != S_IFDIR
  }
}
