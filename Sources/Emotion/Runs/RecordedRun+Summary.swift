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

  /// How long processes worked on it, each by itself; nil where that was not kept.
  public var workedSeconds: Double? {
    periods.isEmpty ? nil : periods.reduce(0) { $0 + $1.seconds }
  }

  /// How long it was worked on: what several processes did at the same time counts once; nil where that was
  /// not kept.
  public var seconds: Double? {
    // Those of one process follow each other.
    if shared.isEmpty { return workedSeconds }
    let works = periods.map { period in
      let start = (try? Date(period.started, strategy: .iso8601)) ?? .distantPast
      return (start: start, end: start.addingTimeInterval(period.seconds))
    }
    var (seconds, end) = (0.0, Date.distantPast)
    for work in works.sorted(by: { $0.start < $1.start }) {
      seconds += max(0, work.end.timeIntervalSince(max(work.start, end)))
      end = max(end, work.end)
    }
    return seconds
  }

  /// The preset's name; nil where the run keeps no settings.
  public var preset: String? { RecordedSettings(configuration)["preset"] }

  /// Whether what a run writes at its end is there: results, maps or a model.
  ///
  /// - Throws: `FileError` where the folder cannot be listed.
  public var isFinished: Bool {
    get throws(FileError) {
      let ends = ["results.json", "maps.json"]
      return try Folder.names(in: folder).contains {
        ends.contains($0) || $0.hasSuffix(".safetensors")
      }
    }
  }

  /// The tables that it was given, manifests and such of features, without the ending; where results are there,
  /// the manifests that they are of.
  public var corpora: [String] {
    let used = experiment?.data?.corpora.map(\.manifest) ?? []
    let named = used.isEmpty ? environment.data.keys.sorted() : used
    return named.filter { $0.hasSuffix(".csv") }.map { String($0.dropLast(".csv".count)) }
  }

  /// `finished`; else whether somebody works on it or it was interrupted, how far it is, and who does.
  ///
  /// - Throws: `FileError` where the folder cannot be listed.
  public var state: String {
    get throws(FileError) {
      if holders.isEmpty, try isFinished { return "finished" }
      // What cannot be read tells nothing.
      let states = try? RunFolder(planning: folder, environment: environment).states
      let place =
        states.map { states in
          "\(states.count { $0 == .kept }) of \(states.count) parts done"
        } ?? self.place
      let claims = (states ?? []).compactMap(\.holder)
      let processes = holders.map { holder in
        let claim = claims.first { $0.host == holder.host && $0.process == holder.process }
        return "process \(holder.process) on \(holder.host)"
          + (claim?.part.map { " at \($0)" } ?? "")
      }
      let course = holders.isEmpty ? "interrupted" : "running"
      return (["\(course): \(place)"] + processes).joined(separator: ", ")
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
