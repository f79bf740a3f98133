import Emotion
import Foundation
import Report
import Training

/// What `--plan` says: the parts of an experiment, and how long those that are left should take.
struct PartsReport: Encodable {
  struct Part: Encodable {
    let part: String
    /// `kept`, `open`, or who computes it.
    let state: String
    let hours: Double?
  }

  /// So that nobody takes it for a measurement.
  let what = "projection"
  let device: String
  /// What the hours come from.
  let basis: String
  let parts: [Part]
  let kept: Int
  /// Of the parts that are not kept, on one device, trainings to their last epoch; nil where nothing is known.
  let hoursLeft: Double?

  enum CodingKeys: String, CodingKey {
    case what, device, basis, parts, kept
    case hoursLeft = "hours_left"
  }

  /// - Parameters:
  ///   - ceilings: where the device's are from.
  ///   - worked: how many seconds processes have worked on the run; nil where there is none yet.
  init(
    _ planned: [ExperimentPlanner.Part], on device: String, by ceilings: String, worked: Double?
  ) {
    self.device = device
    let done = planned.filter { $0.state == .kept }
    kept = done.count
    let all = planned.map(\.seconds)
    let projected = all.contains { $0 == nil } ? nil : all.compactMap(\.self)
    let measured = done.isEmpty ? nil : worked
    // What is kept says by how much the projection errs, or how long a part takes where there is none.
    let share = projected.map { _ in done.reduce(0) { $0 + ($1.seconds ?? 0) } }
    let seconds: [Double?]
    switch (measured, projected) {
    case (let measured?, let projected?) where share ?? 0 > 0:
      seconds = projected.map { $0 * measured / (share ?? 1) }
      basis = "a projection, corrected by what the parts that are kept took"
    case (let measured?, _):
      seconds = planned.map { _ in measured / Double(done.count) }
      basis = "the mean of the parts that are kept"
    case (nil, let projected?):
      seconds = projected
      basis =
        "a projection by \(ceilings) ceilings of the device and trainings to their last epoch, not a "
        + "measurement, and may be twofold off until parts are kept that say how long they took"
    case (nil, nil):
      seconds = planned.map { _ in nil }
      basis = "nothing: processors compute most of it, and no part is kept yet"
    }
    parts = zip(planned, seconds).map { part, seconds in
      let state =
        switch part.state {
        case .kept: "kept"
        case .open: "open"
        case .held(let record): "process \(record.process) on \(record.host)"
        }
      return Part(part: part.name, state: state, hours: seconds.map { $0 / 3600 })
    }
    let left = zip(planned, seconds).filter { $0.0.state != .kept }.map(\.1)
    hoursLeft = left.contains { $0 == nil } ? nil : left.compactMap(\.self).reduce(0, +) / 3600
  }

  /// A table, and its sum in a sentence.
  var text: String {
    var table = Table(["part", "state", "(h:)mm:ss"], alignments: [.left, .left, .right])
    for part in parts { table.append([part.part, part.state, Self.text(hours: part.hours)]) }
    let left = parts.count - kept
    let devices = min(8, left)
    let sum = hoursLeft.map { hours in
      "about \(Self.text(hours: hours)) on one device"
        + (devices > 1
          ? ", \(Self.text(hours: self.hours(on: devices) ?? hours)) on \(devices)" : "")
    }
    return table.plain
      + "\(counted(parts.count, "part")), \(kept) kept, \(left) left: "
      + "\(sum ?? "how long that takes is not known"). The times are from \(basis)."
  }

  /// Until all that is left is done, where each device takes the next part; nil where nothing is known.
  private func hours(on devices: Int) -> Double? {
    var busy = Array(repeating: 0.0, count: devices)
    for part in parts where part.state != "kept" {
      guard let hours = part.hours else { return nil }
      let next = busy.indices.min { busy[$0] < busy[$1] } ?? 0
      busy[next] += hours
    }
    return busy.max()
  }

  private static func text(hours: Double?) -> String {
    hours.map { Progress.text(seconds: 3600 * $0) } ?? ""
  }
}
