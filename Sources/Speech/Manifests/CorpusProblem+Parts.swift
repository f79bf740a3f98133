extension CorpusProblem {
  /// Files whose parts are in two splits, or have nobody's name.
  static func parts(of recordings: [Recording]) -> [CorpusProblem] {
    let places = SourceFile.files(of: recordings).map(\.path)
    let files = Dictionary(grouping: recordings.indices) { places[$0] }
      .filter { $0.value.count > 1 }.sorted { $0.key < $1.key }
      .map { $0.value.map { recordings[$0] } }
    let unknown = files.map { $0.filter(\.speaker.isEmpty) }.filter { $0.count > 1 }
    let apart = files.filter { parts in
      Set(parts.map { $0.further["split"] ?? "" }).subtracting([""]).count > 1
    }
    return [
      problem(
        unknown, "of which the manifest does not say who speaks there",
        "fill in the column speaker, or keep the parts of a file together, as "
          + "experiment.unknownSpeakers=alone does"),
      problem(
        apart, "that are in several splits", "put all parts of a file into one"),
    ].compactMap(\.self)
  }

  private static func problem(
    _ files: [[Recording]], _ what: String, _ fix: String
  ) -> CorpusProblem? {
    let parts = files.flatMap(\.self)
    let names = files.compactMap { $0.compactMap(\.source).first?.lastPathComponent }
    return parts.isEmpty
      ? nil
      : CorpusProblem(
        .partsOfOneFile,
        "\(parts.count) recordings are parts of \(names.listed(atMost: 3)), \(what), and share voice, room "
          + "and microphone; \(fix)", files: parts.map(\.url))
  }
}
