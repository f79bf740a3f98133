public import Files
import Foundation

/// How far a part of an experiment is.
public enum PartState: Sendable, Equatable {
  case kept
  /// A process computes it.
  case held(LeaseRecord)
  case open

  /// Who computes it.
  public var holder: LeaseRecord? {
    if case .held(let record) = self { record } else { nil }
  }
}

extension RunFolder {
  /// How far each part is of a run that processes share; nil where none does, or all is put together.
  ///
  /// - Throws: `FileError`.
  public var states: [PartState]? {
    get throws(FileError) {
      guard let all = try parts.all else { return nil }
      var states: [PartState] = []
      for part in all { states.append(try state(of: part)) }
      return states
    }
  }

  /// How far a part of the run is, where one has been begun.
  ///
  /// - Throws: `FileError`.
  public func state(of part: JoinedRun.Part) throws(FileError) -> PartState {
    for file in [outcomes(of: part.fold), parts.outcomes(of: part.name)] where try file.isWhole {
      return .kept
    }
    let holder = RunLease.holder(of: parts.url, fileName: parts.claim(on: part.name))
    return holder.map { .held($0) } ?? .open
  }
}
