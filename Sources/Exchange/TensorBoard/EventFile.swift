public import Files
public import Foundation
import SwiftProtobuf

/// A file of numbers and pictures over steps that TensorBoard shows while it grows.
///
/// A run that goes on writes a file of its own beside the earlier ones; TensorBoard joins them.
public final class EventFile {
  private let file: AppendingFile
  private let clock: () -> Date

  /// Begins a file in a folder, named so that TensorBoard finds it.
  ///
  /// - Parameter clock: when an event happens.
  /// - Throws: `FileError` where the folder or the file cannot be made.
  public init(in folder: URL, clock: @escaping () -> Date = Date.init) throws(FileError) {
    self.clock = clock
    try Folder.create(folder)
    let time = Int(clock().timeIntervalSince1970)
    // Processes of several machines may share the folder.
    let (host, process) = (
      ProcessInfo.processInfo.hostName, ProcessInfo.processInfo.processIdentifier
    )
    file = try AppendingFile(
      folder.appendingPathComponent("events.out.tfevents.\(time).\(host).\(process)"))
    var event = Tensorboard_Event()
    event.fileVersion = "brain.Event:2"
    try append(event)
  }

  /// Adds numbers of one step by their tags; those that are not finite are left out.
  ///
  /// - Throws: `FileError.diskFull` or `.io`.
  public func append(_ values: [String: Double], step: Int) throws(FileError) {
    try append(
      values.sorted { $0.key < $1.key }.filter { $0.value.isFinite }.map { tag, number in
        var value = Tensorboard_Summary.Value()
        value.tag = tag
        value.simpleValue = Float(number)
        return value
      }, step: step)
  }

  /// Adds a picture of one step.
  ///
  /// - Parameter png: the picture in three colours, of so many pixels.
  /// - Throws: `FileError.diskFull` or `.io`.
  public func append(
    png: Data, width: Int, height: Int, tag: String, step: Int
  ) throws(FileError) {
    var value = Tensorboard_Summary.Value()
    value.tag = tag
    value.image.width = Int32(clamping: width)
    value.image.height = Int32(clamping: height)
    value.image.colorspace = 3
    value.image.encodedImageString = png
    try append([value], step: step)
  }

  /// Adds what the plugin HParams shows of a training that is done.
  ///
  /// - Parameters:
  ///   - parameters: by their names.
  ///   - group: trainings of one group are shown as one, by the means of their numbers.
  /// - Throws: `FileError.diskFull` or `.io`.
  public func append(
    hyperparameters parameters: [String: Hyperparameter], group: String
  ) throws(FileError) {
    var start = Tensorboard_SessionStartInfo()
    start.hparams = parameters.mapValues(\.message)
    start.groupName = group
    start.startTimeSecs = clock().timeIntervalSince1970
    var end = Tensorboard_SessionEndInfo()
    end.status = .success
    end.endTimeSecs = clock().timeIntervalSince1970
    try append(.sessionStartInfo(start), tag: "_hparams_/session_start_info")
    try append(.sessionEndInfo(end), tag: "_hparams_/session_end_info")
  }

  private func append(
    _ data: Tensorboard_HParamsPluginData.OneOf_Data, tag: String
  ) throws(FileError) {
    var content = Tensorboard_HParamsPluginData()
    content.data = data
    var value = Tensorboard_Summary.Value()
    value.tag = tag
    value.metadata.pluginData.pluginName = "hparams"
    value.metadata.pluginData.content = try bytes(of: content)
    try append([value], step: 0)
  }

  private func append(_ values: [Tensorboard_Summary.Value], step: Int) throws(FileError) {
    guard !values.isEmpty else { return }
    var event = Tensorboard_Event()
    event.step = Int64(step)
    event.summary.value = values
    try append(event)
  }

  /// A record of TensorFlow's: length, its checksum, the message, its checksum.
  ///
  /// - Throws: `FileError.diskFull` or `.io`.
  private func append(_ event: Tensorboard_Event) throws(FileError) {
    var event = event
    event.wallTime = clock().timeIntervalSince1970
    let message = [UInt8](try bytes(of: event))
    let length = withUnsafeBytes(of: UInt64(message.count).littleEndian, Array.init)
    func checksum(_ bytes: [UInt8]) -> [UInt8] {
      withUnsafeBytes(of: CRC32C.masked(bytes).littleEndian, Array.init)
    }
    try file.append(length + checksum(length) + message + checksum(message))
  }

  private func bytes(of message: some Message) throws(FileError) -> Data {
    do {
      return try message.serializedBytes()
    } catch {
      throw .io(path: file.path, why: "an event cannot be written as a message")
    }
  }
}

/// What a training was asked: a number, a word, or yes or no.
public enum Hyperparameter: Sendable, Equatable {
  case number(Double)
  case text(String)
  case flag(Bool)

  /// Of a setting as YAML writes it.
  public init(_ text: String) {
    self =
      switch text {
      case "true": .flag(true)
      case "false": .flag(false)
      default: Double(text).flatMap { $0.isFinite ? .number($0) : nil } ?? .text(text)
      }
  }

  fileprivate var message: Google_Protobuf_Value {
    switch self {
    case .number(let value): Google_Protobuf_Value(numberValue: value)
    case .text(let value): Google_Protobuf_Value(stringValue: value)
    case .flag(let value): Google_Protobuf_Value(boolValue: value)
    }
  }
}
