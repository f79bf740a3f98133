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
  /// The content of further columns, by their names.
  public let further: [String: String]

  public init(
    url: URL, emotion: String, speaker: String = "", gender: String = "", session: String = "",
    language: String = "", corpus: String = "", further: [String: String] = [:]
  ) {
    self.url = url
    self.emotion = emotion
    self.speaker = speaker
    self.gender = gender
    self.session = session
    self.language = language
    self.corpus = corpus
    self.further = further
  }

  /// The same recording under another label.
  public func labelled(_ emotion: String) -> Recording {
    Recording(
      url: url, emotion: emotion, speaker: speaker, gender: gender, session: session,
      language: language, corpus: corpus, further: further)
  }

  /// The same row with another file and more said of it.
  func lying(at url: URL, further more: [String: String]) -> Recording {
    Recording(
      url: url, emotion: emotion, speaker: speaker, gender: gender, session: session,
      language: language, corpus: corpus, further: further.merging(more) { $1 })
  }
}
