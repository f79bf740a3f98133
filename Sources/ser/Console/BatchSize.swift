import ArgumentParser
import Emotion
import OpenCL
import Settings

/// The value of `--batch`.
enum BatchSize: ExpressibleByArgument {
  case exactly(Int)
  /// The largest that the device's memory holds.
  case auto

  init?(argument: String) {
    if argument == "auto" {
      self = .auto
    } else if let number = Int(argument) {
      self = .exactly(number)
    } else {
      return nil
    }
  }
}

/// The batch that a command was asked for, and the setting that it stands for.
struct BatchChoice {
  let size: BatchSize
  /// Such as "classifier.batch".
  let key: String
  let largest: (Configuration, Device) throws -> Int

  /// The setting; nil where a run goes on, whose batch was found when it was started.
  ///
  /// - Parameter configuration: the settings without it.
  /// - Throws: `SettingsError` where the setting cannot be such; for the largest batch what
  ///   `configuration` throws, `OpenCLError.outOfMemory` where not even one sample fits, and what a
  ///   step throws.
  func source(
    for configuration: @autoclosure () throws -> Configuration, on device: Device, resuming: Bool
  ) throws -> SettingsSource? {
    switch size {
    case .exactly(let number): try .setting("\(key)=\(number)", of: "--batch \(number)")
    case .auto where resuming: nil
    case .auto:
      try .setting("\(key)=\(told(largest(configuration(), device)))", of: "--batch auto")
    }
  }

  private func told(_ batch: Int) -> Int {
    StandardStreams.say("\(key)=\(batch) is the largest batch that the device's memory holds.\n")
    return batch
  }
}
