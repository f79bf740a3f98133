import Emotion
import Foundation
import Report

/// A run as sections of a page.
struct RunReport {
  private let run: RecordedRun

  init(_ run: RecordedRun) { self.run = run }

  /// The folder's name.
  var name: String { run.folder.standardizedFileURL.lastPathComponent }

  var folder: URL { run.folder }

  /// The files that it is made of.
  var sources: [URL] {
    RunPlaces.files(of: run.folder).filter { $0.lastPathComponent != "report.html" }
      + run.pictures.map(\.file)
  }

  var title: String {
    run.experiment.map { ExperimentText.of($0.experiment).title } ?? "Run \(name)"
  }

  /// What it was computed on, in a line.
  var subtitle: String {
    let preset = run.experiment.map { ", preset \($0.preset.rawValue)" } ?? ""
    return "ser \(run.environment.version) on \(run.environment.device), "
      + "started \(run.environment.date)\(preset)"
  }

  var sections: [ReportPage.Section] {
    var sections: [ReportPage.Section] = []
    if let experiment = run.experiment {
      let figures = ResultFigures(experiment.rows, of: experiment.experiment)
      sections.append(resultSection(experiment, figures))
      sections.append(classSection(figures))
    } else if let evaluation = run.evaluation {
      let figures = ResultFigures([("this model", evaluation)], of: "")
      sections.append(
        ReportPage.Section(
          "Result",
          Self.dataBlocks(evaluation.data) + [.table(figures.table, caption: "Per cent.")]
            + evaluation.warnings.map { .warning($0) }))
      sections.append(classSection(figures))
    } else if run.maps.isEmpty {
      sections.append(
        ReportPage.Section(
          "Result", [.text("There is no result yet: the run is under way or was interrupted.")]))
    }
    if !run.maps.isEmpty {
      sections.append(ReportPage.Section("Maps of representations", mapBlocks))
    }
    let curves = TrainingCurves(run.history).figures
    if !curves.isEmpty {
      sections.append(ReportPage.Section("Training", [.figures(curves.map(\.figure))]))
    }
    let pictures = pictureBlocks
    if !pictures.isEmpty { sections.append(ReportPage.Section("Augmented pictures", pictures)) }
    sections.append(repetitionSection)
    return sections
  }

  /// All figures with the names of their files.
  var figures: [(name: String, figure: any Figure)] {
    let results = resultFigures.map { results in
      [("recall", results.recall as any Figure), ("speakers", results.speakers)]
        + results.confusions.enumerated().map { ("confusion-\($0 + 1)", $1) }
    }
    let maps = mapFigures.enumerated().map { ("map-\($0 + 1)", $1 as any Figure) }
    return (results ?? []) + maps + TrainingCurves(run.history).figures
  }

  /// All tables with the names of their files.
  var tables: [(name: String, table: Table)] {
    resultFigures.map { [("recall", $0.table)] } ?? []
  }

  private var resultFigures: ResultFigures? {
    run.experiment.map { ResultFigures($0.rows, of: $0.experiment) }
      ?? run.evaluation.map { ResultFigures([("this model", $0)], of: "") }
  }

  private func resultSection(_ experiment: ExperimentResults, _ figures: ResultFigures)
    -> ReportPage.Section
  {
    let text = ExperimentText.of(experiment.experiment)
    let seeds = experiment.rows.first?.results.seeds.count ?? 0
    var blocks: [ReportPage.Block] = [.text(text.question), .text(text.protocolSentence)]
    blocks += Self.dataBlocks(experiment.data)
    blocks.append(
      .table(
        figures.table,
        caption: "Recall in per cent, \(counted(seeds, "seed"))"
          + (seeds > 1 ? ", mean ± standard deviation over seeds." : ".")
          + (figures.published.map { " Published: \($0.source)." } ?? "")))
    if !experiment.changes.isEmpty {
      blocks.append(
        .warning(
          "Settings that depart from the preset \(experiment.preset.rawValue): "
            + experiment.changes.joined(separator: ", ") + "."))
    }
    let warnings = experiment.rows.flatMap { row in
      row.results.warnings.map { "\(row.name): \($0)" }
    }
    return ReportPage.Section(
      "Result", blocks + [.figures([figures.recall])] + warnings.map { .warning($0) })
  }

  /// What was left out and what training and test share; files of older versions do not say.
  private static func dataBlocks(_ data: DataUse?) -> [ReportPage.Block] {
    guard let data else { return [] }
    let shared = Set(data.overlap?.warnings ?? [])
    return data.sentences.map { shared.contains($0) ? .warning($0) : .text($0) }
  }

  private func classSection(_ figures: ResultFigures) -> ReportPage.Section {
    ReportPage.Section(
      "By class and by speaker", [.figures(figures.confusions), .figures([figures.speakers])])
  }

  private var mapFigures: [ScatterChart] {
    run.maps.map { map in
      ScatterChart(
        map.name, groups: map.classes,
        points: map.points.map {
          ScatterChart.Point(
            x: Double($0.x), y: Double($0.y), group: $0.label, isMinor: $0.isAugmented)
        })
    }
  }

  private var mapBlocks: [ReportPage.Block] {
    var purity = Table(["augmentor", "nearest of the same class"])
    for map in run.maps { purity.append([map.name, String(format: "%.1f %%", 100 * map.purity)]) }
    return [
      .text(
        "Where the representation learner puts utterances (large) and augmented copies of them "
          + "(small), by t-SNE; the axes have no unit. (Wang et al. 2022, Figure 3)"),
      .figures(mapFigures),
      .table(
        purity,
        caption: "The share of points whose nearest point from another utterance is of their class."
      ),
    ]
  }

  /// The first picture of each kind of part: those of other folds and seeds look alike.
  private var pictureBlocks: [ReportPage.Block] {
    var shown: Set<String> = []
    return run.pictures.compactMap { part, file in
      guard shown.insert(TrainingCurves.name(of: part)).inserted,
        let data = try? Data(contentsOf: file)
      else { return nil }
      return .png(
        data,
        caption: "\(part): an original, what the augmentor makes of it, and the difference; time "
          + "runs to the right, frequency upwards.")
    }
  }

  private var repetitionSection: ReportPage.Section {
    let environment = run.environment
    var facts = Table(["", "value"], alignments: [.left, .left])
    facts.append(["device", environment.device])
    facts.append(["driver", environment.driver])
    facts.append(["version", environment.version])
    facts.append(["seed", "\(environment.seed)"])
    if let seconds = run.seconds {
      let resumed = run.periods.count - 1
      facts.append([
        "time, (h:)mm:ss",
        Progress.text(seconds: seconds)
          + (resumed > 0 ? ", resumed \(counted(resumed, "time"))" : ""),
      ])
    }
    for (name, value) in environment.options.sorted(by: { $0.key < $1.key }) {
      facts.append([name, value])
    }
    for (name, hash) in environment.data.sorted(by: { $0.key < $1.key }) {
      facts.append(["SHA-256 of \(name)", hash])
    }
    return ReportPage.Section(
      "To repeat it",
      [
        .code(environment.command.map(Self.quoted).joined(separator: " ")),
        .table(facts, caption: "What it was computed on and from."),
        .folded("All settings (config.yaml)", [.code(run.configuration)]),
      ])
  }

  /// An argument as a shell reads it back.
  private static func quoted(_ argument: String) -> String {
    argument.wholeMatch(of: /[A-Za-z0-9_.,:=\/+%@-]+/) != nil
      ? argument : "'" + argument.replacing("'", with: "'\\''") + "'"
  }
}
