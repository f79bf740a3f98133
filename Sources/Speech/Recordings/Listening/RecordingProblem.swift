/// Something wrong with a recording.
public struct RecordingProblem: Sendable, Equatable, Codable {
  /// From those that spoil most to those that spoil least.
  public enum Kind: String, Sendable, Codable, CaseIterable {
    /// There is no file.
    case missing
    /// The file cannot be read.
    case unreadable
    /// The recording does not fill one window of the front end.
    case short
    /// Nothing, or less than a window, is louder than -60 dB of full scale.
    case silent
    /// Channels of opposite phase, which cancel when they are mixed.
    case cancelling
    /// A channel without sound beside one with sound: the mix is softer for it.
    case deadChannel = "dead-channel"
    /// Samples far beyond full scale, as where whole numbers were stored as floating-point ones.
    case overscaled
    /// Too many samples lie at full scale: the recording was overdriven.
    case clipped
    /// The upper bands are empty, since the recording has, or once had, a low sample rate.
    case narrow
    /// The samples have a mean of their own, other than 0 (DC).
    case offset
    /// The header is wrong or says too little, and something was assumed.
    case header
    /// Another recording of the corpus has the same content.
    case duplicate
  }

  /// The recording's path.
  public let file: String
  public let kind: Kind
  /// What was found, as a clause or, of a file that cannot be read, a sentence.
  public let detail: String

  public init(file: String, kind: Kind, detail: String) {
    self.file = file
    self.kind = kind
    self.detail = detail
  }
}

extension RecordingProblem.Kind {
  /// What is said of recordings, from "is" or "has" on.
  ///
  /// - Parameter isOne: whether it is said of one.
  fileprivate func predicate(isOne: Bool) -> String {
    let (be, have, do_) = isOne ? ("is", "has", "does") : ("are", "have", "do")
    return switch self {
    case .missing: "\(be) missing"
    case .unreadable: "cannot be read"
    case .short: "\(do_) not fill one window"
    case .silent: "\(be) silent"
    case .cancelling: "\(have) channels that cancel when mixed"
    case .deadChannel: "\(have) a dead channel beside a live one"
    case .overscaled: "\(have) samples far beyond full scale"
    case .clipped: "\(be) clipped"
    case .narrow: "\(have) empty upper bands"
    case .offset: "\(have) a constant offset"
    case .header: "\(have) a wrong or incomplete header"
    case .duplicate: "\(be) there twice"
    }
  }
}

extension Collection<RecordingProblem> {
  /// A sentence for each kind that occurs, with the number of recordings, what was found in the first
  /// and the name of another.
  public var sentences: [String] {
    RecordingProblem.Kind.allCases.compactMap { kind in
      let found = filter { $0.kind == kind }
      guard let first = found.first else { return nil }
      let examples = ["\(first.file) (\(first.detail))"] + found.dropFirst().map(\.file)
      return "\(found.count) recording\(found.count == 1 ? "" : "s") "
        + "\(kind.predicate(isOne: found.count == 1)): \(examples.listed(atMost: 2))."
    }
  }
}
