import Foundation
import Settings

/// What a command says of its run beside the options that all runs have.
struct RunChoices {
  /// Settings that those of the user depart from.
  var defaults: [SettingsSource] = []
  /// Settings that options of the command stand for.
  var sources: [SettingsSource] = []
  /// Options that decide the result too.
  var further: [String: String] = [:]
  /// What is read beside the files that the result is told from.
  var inputs: [URL] = []
  /// What `--batch` asks for.
  var batch: BatchChoice?
}
