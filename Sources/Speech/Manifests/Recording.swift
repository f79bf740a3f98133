public import Foundation

/// One row of a manifest: a recording and what is known of it. What is not known is empty.
public struct Recording: Sendable, Equatable {
  /// Where the recording lies.
  public let url: URL
  /// The emotion's label.
  public let emotion: String
  /// The speaker's name within the corpus.
  public let speaker: String
  /// `male`, `female`, or whatever the corpus says.
  public let gender: String
  public let session: String
  /// ISO 639-3, such as `deu`.
  public let language: String
  /// The corpus's name, such as `emodb`.
  public let corpus: String
  /// The file that it was cut from; nil where it is none's part, as far as its manifest says.
  public let source: URL?
  /// The content of further columns, by their names.
  public let further: [String: String]

  public init(
    url: URL, emotion: String, speaker: String = "", gender: String = "", session: String = "",
    language: String = "", corpus: String = "", source: URL? = nil,
    further: [String: String] = [:]
  ) {
    self.url = url
    self.emotion = emotion
    self.speaker = speaker
    self.gender = gender
    self.session = session
    self.language = language
    self.corpus = corpus
    self.source = source
    self.further = further
  }

  /// The same recording under another label.
  public func labelled(_ emotion: String) -> Recording {
    Recording(
      url: url, emotion: emotion, speaker: speaker, gender: gender, session: session,
      language: language, corpus: corpus, source: source, further: further)
  }

  /// The same row of a part of the recording, which lies in another file, with more said of it.
  func part(at part: URL, further more: [String: String]) -> Recording {
    Recording(
      url: part, emotion: emotion, speaker: speaker, gender: gender, session: session,
      language: language, corpus: corpus, source: url, further: further.merging(more) { $1 })
  }
}
