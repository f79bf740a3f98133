import Files
import Foundation
import Settings
import Training

extension RecordedRun {
  /// The unweighted average recall of the last row, which is the method's; nil without results.
  public var averageRecall: Double? { recalls.last?.uar }

  /// The name of that row; nil without results, or where they are of one model.
  public var averagedRow: String? { experiment == nil ? nil : recalls.last?.name }

  /// The unweighted average recall of each row.
  public var recalls: [(name: String, uar: Double)] {
    let rows = experiment?.rows ?? evaluation.map { [("result", $0)] } ?? []
    return rows.compactMap { name, results in results.mean.uarPooled.map { (name, $0) } }
  }

  /// How long it was worked on in all; nil where that was not kept.
  public var seconds: Double? {
    periods.isEmpty ? nil : periods.reduce(0) { $0 + $1.seconds }
  }

  /// The preset's name; nil where the run keeps no settings.
  public var preset: String? { RecordedSettings(configuration)["preset"] }

  /// `finished`, or how far it is, and who works on it.
  ///
  /// - Throws: `FileError` where the folder cannot be listed.
  public var state: String {
    get throws(FileError) {
      let names = try Folder.names(in: folder)
      let place = history.records.last.map { "at \($0.part), step \($0.step)" } ?? "begun"
      if !holders.isEmpty {
        let processes = holders.map { "process \($0.process) on \($0.host)" }
        return "\(place), \(processes.joined(separator: ", "))"
      }
      // What a run writes at its end: results, maps or a model.
      let ends = ["results.json", "maps.json"]
      if names.contains(where: { ends.contains($0) || $0.hasSuffix(".safetensors") }) {
        return "finished"
      }
      return place
    }
  }

  /// Settings, data, device, version and seed, by their names.
  public var given: [String: String] {
    var given = [
      "device": environment.device, "version": environment.version, "seed": "\(environment.seed)",
    ]
    for (name, value) in environment.options { given["option \(name)"] = value }
    for (name, hash) in environment.data { given["data \(name)"] = String(hash.prefix(12)) }
    for (number, hash) in sounds.enumerated() {
      given["sounds \(number + 1)"] = hash.map { String($0.prefix(12)) }
    }
    let corpora = experiment?.data?.corpora.map(\.manifest) ?? []
    if !corpora.isEmpty { given["corpora, in their order"] = corpora.joined(separator: ", ") }
    for (name, value) in RecordedSettings(configuration).leaves where name != "seed" {
      given[name] = value
    }
    // JSON is YAML too.
    for (name, value) in RecordedSettings(plans).leaves { given["plan \(name)"] = value }
    return given
  }
}
