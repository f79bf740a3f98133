import Classical
import Emotion
import Engine
import Files
import Foundation
import OpenCL
import Settings
import Speech
import Training

/// A reader of users' files, as fuzzing feeds it.
public struct FuzzTarget: Sendable {
  /// That of the folder of its seeds.
  public let name: String
  private let read: @Sendable (FuzzInput) throws -> Void

  init(_ name: String, _ read: @escaping @Sendable (FuzzInput) throws -> Void) {
    self.name = name
    self.read = read
  }

  /// A file of this folder each, and a folder of `Tests/Fuzz/Seeds`.
  public static let all: [FuzzTarget] = [
    .csv, .manifest, .folds, .augmentedManifest, .syntheticVectors,
    .featureCSV, .featureARFF, .featureNPZ, .featureSafetensors,
    .npy, .npz, .npzMembers, .safetensors, .safetensorsHeader, .pictures, .sound, .soundStream,
    .settings, .settingOption, .labelOptions,
    .audformat, .iemocap, .mspImprov, .fileNames, .namePattern,
    .dnn, .mixupGAN, .classifier, .augmentor, .plan, .deviceFacts, .bench,
    .testVector,
    .run, .resumedRun, .metrics, .checkpoint,
  ]

  /// What a reader may refuse a file with: the command line knows an exit status for each.
  public static let refusals: [any Error.Type] = [
    FileError.self, CorpusError.self, SettingsError.self, ClassicalError.self, SplitError.self,
    RunError.self, EngineError.self, OpenCLError.self, ModelFileError.self,
  ]

  /// Reads an input.
  ///
  /// - Throws: `Finding`, or what it is refused with.
  public func read(_ bytes: [UInt8]) throws { try read(FuzzInput(bytes)) }

  /// Reads an input, which may be refused.
  ///
  /// - Returns: what went wrong otherwise; nil where nothing did.
  public func finding(_ bytes: [UInt8]) -> String? {
    do {
      try read(bytes)
      return nil
    } catch let error as Finding {
      return "\(name): \(error.what)"
    } catch {
      if Self.refusals.contains(where: { $0 == type(of: error) }) { return nil }
      return "\(name): this error has no exit status: \(error)"
    }
  }
}

/// Something wrong that neither traps nor throws.
public struct Finding: Error {
  public let what: String

  /// - Throws: `Finding` where two values differ that should not.
  static func unlessEqual<Value: Equatable>(
    _ a: Value, _ b: Value, _ what: String
  ) throws(Finding) {
    if a != b { throw Finding(what: "\(what): \(a) and \(b)") }
  }
}
