import ArgumentParser
import Classical
import Emotion
import Engine
import Files
import Foundation
import OpenCL
import Ranks
import Settings
import Speech
import Training

/// How a command that threw ends: one sentence and a status.
struct Failure {
  let sentence: String
  /// What is done all the same.
  private(set) var done: String?
  let status: ExitStatus

  /// nil for what the argument parser throws, which knows how to end by itself.
  init?(_ error: any Error) {
    switch error {
    case let error as PartlyDone:
      self.init(error.error)
      done = error.description
    case let error as FileError: self.init(error.description, error.exitStatus)
    case let error as CorpusError: self.init(error.description, error.exitStatus)
    case let error as UnreadableRecordings: self.init(error.description, error.exitStatus)
    case let error as SettingsError: self.init(error.description, .usage)
    case let error as ClassicalError: self.init(error.description, error.exitStatus)
    case let error as SplitError: self.init(error.description, error.exitStatus)
    case let error as RunError: self.init(error.description, error.exitStatus)
    case let error as EngineError: self.init(error.description, error.exitStatus)
    case let error as OpenCLError: self.init(error.description, error.exitStatus)
    case let error as RankError: self.init(error.description, error.exitStatus)
    case let error as RunModelError: self.init(error.description, error.exitStatus)
    case let error as ModelFileError: self.init(error.description, .data)
    case let error as TorchPeer.Missing: self.init(error.description, .unavailable)
    case let error as NothingMeasured: self.init(error.description, error.status)
    case let error as InputsLeftOut: self.init(error.description, error.status)
    case let error as DeviceProcesses.Failed: self.init(error.sentence, error.status)
    case let error as FailedElsewhere: self.init(error.sentence, error.status)
    case let error as Interrupted: self.init(error.description, .interrupted)
    case is CancellationError: self.init(Interrupted().description, .interrupted)
    default: return nil
    }
  }

  private init(_ sentence: String, _ status: ExitStatus) {
    self.sentence = sentence
    self.status = status
  }

  /// Says what went wrong and ends the process.
  func exit() -> Never {
    if let done { warn(done) }
    StandardStreams.say("ser: \(sentence)\n")
    Foundation.exit(status.rawValue)
  }
}

extension FileError {
  var exitStatus: ExitStatus {
    switch self {
    case .missing: .noInput
    case .malformed: .data
    case .cannotCreate, .isRead, .isWrittenTwice, .isOfRun, .isOther: .cannotCreate
    case .io, .diskFull: .inputOutput
    }
  }
}

extension CorpusError {
  var exitStatus: ExitStatus {
    switch self {
    case .file(let error): error.exitStatus
    case .notTheCorpus, .classes, .features: .data
    case .setting: .usage
    case .program: .unavailable
    }
  }
}

extension UnreadableRecordings {
  /// Of the first.
  var exitStatus: ExitStatus { failures[0].exitStatus }
}

extension SplitError {
  var exitStatus: ExitStatus {
    switch self {
    case .unknownSpeakers, .unknownSpeakersToHoldOut, .tooFewSpeakers, .missingClasses, .cutToNone,
      .noSplit, .noFolds,
      .ambiguousFile, .oneFold, .noSpeakerToHoldOut:
      .data
    case .folds, .heldOut, .noSpeaker, .emptySpeaker, .foldsOfUnknown: .usage
    }
  }
}

extension ClassicalError {
  var exitStatus: ExitStatus {
    switch self {
    case .samples: .data
    case .setting: .usage
    }
  }
}

extension RunError {
  var exitStatus: ExitStatus {
    switch self {
    case .notEmpty, .occupied, .finished, .held: .cannotCreate
    case .lost, .removed: .inputOutput
    case .nothingToResume, .noRun, .onlyEvaluation: .noInput
    case .otherCommand, .otherDevice, .otherVersion, .otherSettings, .otherOption, .settings: .usage
    case .otherData, .otherRandomNumbers: .data
    case .missingData: .usage
    case .file(let error): error.exitStatus
    }
  }
}

extension EngineError {
  var exitStatus: ExitStatus {
    switch self {
    case .weights, .notFinite, .answer: .data
    case .device(let error): error.exitStatus
    case .ranks(let error): error.exitStatus
    case .shape, .noGradient, .spent, .unreachable: .software
    }
  }
}

extension RankError {
  var exitStatus: ExitStatus {
    switch self {
    case .noLibrary, .otherLibrary: .unavailable
    case .call: .interrupted
    case .different, .otherCommand: .data
    }
  }
}

extension OpenCLError {
  var exitStatus: ExitStatus {
    switch self {
    case .noDevice, .unknownDevice: .unavailable
    case .outOfMemory, .gaveUp, .tooLarge: .deviceMemory
    case .build, .tooLargeGroup, .call: .software
    }
  }
}
