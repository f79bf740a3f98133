public import Files
public import Settings

/// Why a run cannot be started or resumed in a folder.
public enum RunError: Error, Equatable, Sendable {
  /// The folder holds something already, and a run is never overwritten.
  case notEmpty(path: String)
  /// The folder of a run that is to be started holds something else.
  case occupied(path: String)
  /// Nothing of the run is left to compute.
  case finished(path: String)
  /// The folder holds no run.
  case nothingToResume(path: String)
  /// The folder holds no run to report on.
  case noRun(path: String)
  /// The folder holds what a version that made no run of an evaluation found.
  case onlyEvaluation(path: String)
  /// Another command began the run.
  case otherCommand(path: String, started: String, asking: String)
  /// Another device than that on which processes share the run.
  case otherDevice(path: String, started: String, asking: String)
  /// Another version than that by which processes share the run.
  case otherVersion(path: String, started: String, asking: String)
  /// A setting differs from that with which the run was started.
  case otherSettings(path: String, asked: [String])
  /// An option differs from that with which the run was started; nil where it had none.
  case otherOption(path: String, name: String, started: String?)
  /// The run was started by a version that dealt random numbers in another way.
  case otherRandomNumbers(path: String)
  /// A file that the run was computed from has changed.
  case otherData(path: String, name: String)
  /// A file that the run was computed from is not named now.
  case missingData(path: String, name: String)
  /// Another process works on the run; nil where it is just about to begin.
  case held(path: String, by: LeaseRecord?, silentFor: Int)
  /// The record of who has the run is not this process's any more.
  case lost(path: String)
  /// The folder of who has the run is gone.
  case removed(path: String)
  /// The run's settings cannot be read or written.
  case settings(SettingsError)
  /// A file of the run cannot be read or written.
  case file(FileError)
}

extension RunError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .notEmpty(let path):
      "\(path) is not empty, and a run is never overwritten; "
        + "give --resume to go on with it, or another --output."
    case .occupied(let path):
      "\(path) holds what is no run, and nothing is written over it; give another --output, or empty it."
    case .finished(let path):
      "\(path) holds this run, which is finished: nothing is left to compute; see its report.html, or give "
        + "another --output."
    case .nothingToResume(let path):
      "\(path) holds no run to resume; check --output, or leave out --resume to start one."
    case .noRun(let path):
      "\(path) holds no run; give the folder that a command's --output named."
    case .onlyEvaluation(let path):
      "\(path) holds what an earlier version's `ser evaluate` found, and no run; give that command once more, "
        + "and it is one."
    case .otherCommand(let path, let started, let asking):
      "\(path) is a run of `ser \(started)`, and not of `ser \(asking)`; resume it by the command that "
        + "began it, or start a run of its own with another --output."
    case .otherDevice(let path, let started, let asking):
      "\(path) was started on \(started), and on \(asking) its parts would have other bits; give "
        + "--device for one of the former kind, or start a run of its own with another --output."
    case .otherVersion(let path, let started, let asking):
      "\(path) was started by ser \(started), and this is ser \(asking), whose parts may have other bits; "
        + "join it with the former, or start a run of its own with another --output."
    case .otherSettings(let path, let asked):
      "\(path) was started with other settings than \(asked.joined(separator: ", ")); "
        + "resume it without them, or start a run of its own with another --output."
    case .otherOption(let path, let name, let started):
      "\(path) was started \(Self.option(name, started)); give the same options to resume it, or start a run of its own with another --output."
    case .otherRandomNumbers(let path):
      "\(path) was started by a version of ser that dealt random numbers in another way, and cannot go "
        + "on with the same bits; start a run of its own with another --output."
    case .otherData(let path, let name):
      "\(name) is not what \(path) was computed from: the file has changed since, or is another; give "
        + "the former, or start a run of its own with another --output."
    case .missingData(let path, let name):
      "\(path) was computed from \(name) too, which this command does not name; give it with the option "
        + "that named it at the start, such as --features or --folds."
    case .held(let path, nil, _):
      "\(path): another process has just begun with this run; wait for its end, or give another --output."
    case .held(let path, let record?, let seconds):
      "\(path): process \(record.process) on \(record.host) works on this run since \(record.since), and "
        + "gave its last sign of life \(seconds) s ago; wait for its end or stop it "
        + "(on another machine it counts as dead after \(Int(RunLease.silence)) s of silence), "
        + "share an experiment with it by --join where it was started so too, or give another --output."
    case .lost(let path):
      "\(path) is not this process's any more, which was silent for too long or lost the file to "
        + "somebody, and it ends lest two work on one run; give --resume when no other does, or share an experiment by --join."
    case .removed(let path):
      "\(path) was removed while this process worked on the run, and what it had saved with it; give the "
        + "command again to start anew."
    case .settings(let error): error.description
    case .file(let error): error.description
    }
  }
  /// An option as the user gives it: a switch has no value.
  private static func option(_ name: String, _ value: String?) -> String {
    switch value {
    case nil: "without \(name)"
    case "true"?: "with \(name)"
    case let value?: "with \(name) \(value)"
    }
  }
}
