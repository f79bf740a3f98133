public import Files
public import Foundation

/// A part of a recording, in seconds from its start.
public struct Span: Sendable, Equatable {
  public let start: Double
  /// nil: to the recording's end.
  public let end: Double?

  public init(start: Double, end: Double?) {
    self.start = start
    self.end = end
  }
}

extension CorpusContents {
  /// Writes the parts that are labelled alone as recordings of their own, and lists these instead.
  ///
  /// - Parameter folder: where they are written; it is made where anything is.
  /// - Throws: `FileError` where a recording cannot be read or a part cannot be written.
  public func cuttingSpans(into folder: URL) throws(FileError) -> CorpusContents {
    guard !spans.isEmpty else { return self }
    try Files.Folder.create(folder)
    var result = self
    result.spans = [:]
    var last: (url: URL, signal: Signal)?
    for (index, span) in spans.sorted(by: { $0.key < $1.key }) {
      let recording = recordings[index]
      let signal: Signal
      if let last, last.url == recording.url {
        signal = last.signal
      } else {
        signal = try Signal(contentsOf: recording.url)
        last = (recording.url, signal)
      }
      let name =
        recording.url.deletingPathExtension().lastPathComponent
        + "-\(Int((1000 * span.start).rounded())).wav"
      let part = folder.appending(path: name)
      try signal.cut(to: span).write(to: part)
      result.recordings[index] = recording.lying(at: part)
    }
    return result
  }
}

extension Signal {
  /// The part of it that a span covers; what is beyond its end is left out.
  func cut(to span: Span) -> Signal {
    let rate = Double(sampleRate)
    let first = min(samples.count, Int((span.start * rate).rounded()))
    let end = span.end.map { min(samples.count, Int(($0 * rate).rounded())) } ?? samples.count
    return Signal(Array(samples[first..<max(first, end)]), sampleRate: sampleRate)
  }
}
