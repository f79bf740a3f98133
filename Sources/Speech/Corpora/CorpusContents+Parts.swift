public import Files
public import Foundation

extension CorpusContents {
  /// The ending of the folder of parts beside a manifest.
  static let partsEnding = "segments"

  /// The folder for the parts of a manifest's recordings: `m.segments` beside `m.csv`.
  public static func parts(beside manifest: URL) -> URL {
    let isTaken = manifest.pathExtension == partsEnding
    return (isTaken ? manifest : manifest.deletingPathExtension())
      .appendingPathExtension(partsEnding)
  }

  /// Writes the parts that are labelled alone as recordings of their own beside a manifest, and lists
  /// these instead. The columns `source`, `start` and `end` say which part of which file each is. A part
  /// that cannot be had is skipped. Where one cannot be written, as on a full disk, those after it are not
  /// listed, and `interruption` tells.
  ///
  /// - Parameters:
  ///   - manifest: where the recordings will be listed.
  ///   - root: the corpus's folder; the files of the parts are named by the paths from there.
  /// - Throws: `FileError` where not even one part can be had or written, or a table or recording of the corpus
  ///   lies in the place of one, or another sound, which another manifest may list.
  public func cuttingSpans(beside manifest: URL, from root: URL) throws(FileError) -> CorpusContents
  {
    guard !spans.isEmpty else { return self }
    let read = Set((tables + recordings.map(\.url) + skipped.map(\.url)).map(FileIdentity.init))
    let names = PartNames(of: spans.keys.map { recordings[$0].url }, from: root)
    let folder = Self.parts(beside: manifest)
    let manifestFolder = manifest.absoluteURL.deletingLastPathComponent()
    var result = self
    result.furtherColumns += ManifestColumn.ofParts
    result.spans = [:]
    result.recordings = []
    var source = PartSource()
    var beyond = 0
    for (index, recording) in recordings.enumerated() {
      guard let span = spans[index] else {
        result.recordings.append(recording)
        continue
      }
      if result.interruption != nil { continue }
      let signal: Signal
      do throws(FileError) {
        signal = try source.signal(of: recording.url)
      } catch {
        result.skipped.append(
          SkippedFile(
            recording.url, "the file of the part cannot be read", detail: error.description,
            label: recording.emotion))
        continue
      }
      let part = signal.cut(to: span)
      guard !part.samples.isEmpty else {
        result.skipped.append(
          SkippedFile(
            recording.url, "the part holds no sample of the file",
            detail: "\(span.start.seconds) s of \(signal.duration.seconds) s",
            label: recording.emotion))
        continue
      }
      if let end = span.end, end > signal.duration + Self.tolerance { beyond += 1 }
      let end = min(span.end ?? signal.duration, signal.duration)
      let place = folder.appending(path: names.name(of: span, in: recording.url))
      guard !read.contains(FileIdentity(place)) else {
        throw .isRead(path: place.path, input: place.path)
      }
      try part.requireSame(at: place)
      do throws(FileError) {
        try Files.Folder.create(place.deletingLastPathComponent())
        try part.write(to: place)
      } catch {
        if result.recordings.isEmpty { throw error }
        result.interruption = (error, recordings.count)
        continue
      }
      let said = [recording.url.listed(in: manifestFolder), span.start.seconds, end.seconds]
      result.recordings.append(
        recording.part(
          at: place, further: Dictionary(zip(ManifestColumn.ofParts, said)) { first, _ in first }))
    }
    if result.recordings.isEmpty, let first = result.skipped.last {
      throw .malformed(
        path: root.path,
        what: "none of the \(recordings.count) parts that its tables label can be cut out "
          + "(\(first.url.path): \(first.reason)); check its files and times")
    }
    if beyond > 0 {
      result.warnings.append(
        "\(beyond) part\(beyond == 1 ? "" : "s") should end after the end of the file and "
          + "\(beyond == 1 ? "ends" : "end") there.")
    }
    if result.interruption == nil { result.warnings += result.leftover(in: folder) }
    return result
  }

  /// A sentence where a folder of parts holds sounds that are none of the recordings.
  private func leftover(in folder: URL) -> [String] {
    guard let tree = try? FolderTree(folder) else { return [] }
    let listed = Set(recordings.map { FileIdentity($0.url) })
    let others = tree.files.count { SoundFormat.isSound($0) && !listed.contains(FileIdentity($0)) }
    return others == 0
      ? []
      : [
        "\(folder.path) holds \(others) other sound\(others == 1 ? "" : "s"), as of an earlier import; "
          + "the manifest does not list \(others == 1 ? "it" : "them")."
      ]
  }

  /// Ends that are rounded up, in seconds.
  static let tolerance = 0.05
}

extension Signal {
  /// Holds what lies in the place of this part against it.
  ///
  /// - Throws: `FileError.isOther` where another sound lies there.
  fileprivate func requireSame(at place: URL) throws(FileError) {
    guard let found = try? Signal(contentsOf: place) else { return }
    // A file holds 16 bits of a sample.
    let isSame =
      found.sampleRate == sampleRate && found.samples.count == samples.count
      && zip(found.samples, samples).allSatisfy { abs($0 - max(-1, min(1, $1))) < 1e-4 }
    if !isSame {
      throw .isOther(
        path: place.path, what: "a part of another recording, which an earlier manifest may list")
    }
  }
}

/// The signal of a file whose parts follow each other.
private struct PartSource {
  private var last: (url: URL, signal: Result<Signal, FileError>)?

  /// - Throws: as `Signal`.
  mutating func signal(of url: URL) throws(FileError) -> Signal {
    if let last, last.url == url { return try last.signal.get() }
    let signal: Result<Signal, FileError>
    do throws(FileError) {
      signal = .success(try Signal(contentsOf: url))
    } catch {
      signal = .failure(error)
    }
    last = (url, signal)
    return try signal.get()
  }
}

/// The files of parts: `a/001-0.5-1.wav` for the part from 0.5 s to 1 s of `a/001.wav`. No two parts
/// have the same, whatever their files are called.
private struct PartNames {
  /// The part of the name that a file's parts share, by the file's path.
  private var shared: [ExactText: String] = [:]

  init(of files: [URL], from root: URL) {
    var taken: Set<String> = []
    for path in Set(files.map { ExactText($0.path) }).sorted(by: { $0.text < $1.text }) {
      let url = URL(fileURLWithPath: path.text)
      let listed = url.listed(in: root)
      let place = URL(fileURLWithPath: listed.hasPrefix("/") ? "/elsewhere" + listed : "/" + listed)
      // x.wav and x.flac may lie side by side.
      let names = [place.deletingPathExtension(), place].map { Self.cut($0) }
      let numbered = (2...).lazy.map { Self.cut(place, "-\($0)") }
      let name =
        names.first { !taken.contains(Self.folded($0)) }
        ?? numbered.first { !taken.contains(Self.folded($0)) } ?? names[1]
      taken.insert(Self.folded(name))
      shared[path] = String(name.dropFirst())
    }
  }

  /// The path of a file, whose name is cut where it would leave no room for two times and an ending.
  private static func cut(_ place: URL, _ ending: String = "") -> String {
    let name = FileName.fitting(
      place.lastPathComponent, ending, longest: FileName.longest - timesAndEnding)
    return place.deletingLastPathComponent().appendingPathComponent(name).path
  }

  /// The most bytes that two times and the ending take.
  private static let timesAndEnding = 64

  func name(of span: Span, in url: URL) -> String {
    let place = shared[ExactText(url.path)] ?? url.lastPathComponent
    return "\(place)-\(Self.text(span.start))-\(span.end.map(Self.text) ?? "end").wav"
  }

  /// Two times have the same text only where they are the same.
  private static func text(_ seconds: Double) -> String {
    Double(seconds.seconds) == seconds ? seconds.seconds : "\(seconds)"
  }

  /// Some file systems do not tell large letters from small ones, nor the Unicode forms of a name.
  private static func folded(_ path: String) -> String {
    path.precomposedStringWithCanonicalMapping.lowercased()
  }
}
