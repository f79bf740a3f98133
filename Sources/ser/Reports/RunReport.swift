import Emotion
import Files
import Foundation
import Report
import Speech

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
    if let experiment = run.experiment?.experiment { return ExperimentText.title(of: experiment) }
    return run.source == nil
      ? ExperimentText.title(ofCommand: run.environment.subcommand) ?? "Run \(name)"
      : "Evaluation \(name)"
  }

  /// Whether it trains a classifier, which can be tested.
  private var isClassifier: Bool {
    ["train classifier", "train dnn"].contains(run.environment.subcommand)
  }

  /// What it was computed on, in a line.
  var subtitle: String {
    let preset =
      (run.experiment?.preset ?? run.representations?.preset)
      .map { ", preset \($0.rawValue)" } ?? ""
    return "ser \(run.environment.version) on \(run.environment.device), "
      + "started \(run.environment.date)\(preset)"
  }

  var sections: [ReportPage.Section] {
    var sections: [ReportPage.Section] = []
    if let experiment = run.experiment {
      let figures = figures(of: experiment)
      sections.append(resultSection(experiment, figures))
      sections.append(classSection(figures))
    } else if let evaluation = run.evaluation {
      let figures = ResultFigures([("this model", evaluation)], of: "")
      sections.append(
        ReportPage.Section(
          "Result",
          (run.source.map { [.text($0.sentence)] } ?? [])
            + figures.evidence.facts.map { .text($0) } + inputBlocks(evaluation.inputs)
            + Self.dataBlocks(evaluation.data) + [
              .table(figures.table, caption: "Recall in per cent."),
              .figures([figures.uar]), .figures([figures.recall]),
            ]
            + evaluation.warnings.map { .warning($0) }))
      sections.append(classSection(figures))
    } else if run.maps.isEmpty {
      sections.append((try? run.isFinished) == true ? untestedSection : unfinishedSection)
    }
    if let maps = run.representations {
      sections.append(ReportPage.Section("Result", mapBlocks(maps)))
    }
    let curves = TrainingCurves(run.history).figures
    if !curves.isEmpty {
      sections.append(
        ReportPage.Section("Training", guidanceBlocks + [.figures(curves.map(\.figure))]))
    }
    let pictures = pictureBlocks
    if !pictures.isEmpty { sections.append(ReportPage.Section("Augmented pictures", pictures)) }
    sections.append(repetitionSection)
    return sections
  }

  private var untestedSection: ReportPage.Section {
    ReportPage.Section(
      "Result",
      [
        .text(
          "A model was trained, and nothing was tested."
            + (isClassifier
              ? " The command ser evaluate tests it on another manifest; --hold-out-speakers keeps "
                + "speakers of this one for a test." : ""))
      ])
  }

  /// Where the run is, and how it goes on where nobody works on it.
  private var unfinishedSection: ReportPage.Section {
    let goingOn: [ReportPage.Block] =
      run.holders.isEmpty
      ? [.text("It goes on with:"), .code(Invocation(run.environment.command).goingOn)] : []
    return ReportPage.Section(
      "How far it is",
      [.lead("There is no result yet. The run is \((try? run.state) ?? "under way").")] + goingOn)
  }

  /// All figures with the names of their files.
  var figures: [(name: String, figure: any Figure)] {
    let results = resultFigures.map { results in
      [
        ("uar", results.uar as any Figure), ("recall", results.recall),
        ("speakers", results.speakers),
      ]
        + (results.reduced.map { [("reduced", $0)] } ?? [])
        + (results.genders.map { [("genders", $0)] } ?? [])
        + (results.reliability.map { [("reliability", $0)] } ?? [])
        + results.confusions.enumerated().map { ("confusion-\($0 + 1)", $1) }
    }
    let maps = mapFigures.enumerated().map { ("map-\($0 + 1)", $1 as any Figure) }
    return (results ?? []) + maps + TrainingCurves(run.history).figures
  }

  /// All tables with the names of their files: to be read, and their numbers.
  var tables: [(name: String, table: Table, numbers: CSVTable)] {
    guard let results = resultFigures else { return [] }
    let evidence = results.evidence
    return [("recall", results.table, results.numbers)]
      + (evidence.table.map { [("comparisons", $0, evidence.numbers)] } ?? [])
  }

  private var resultFigures: ResultFigures? {
    run.experiment.map(figures)
      ?? run.evaluation.map { ResultFigures([("this model", $0)], of: "") }
  }

  private func figures(of experiment: ExperimentResults) -> ResultFigures {
    ResultFigures(
      experiment.rows, of: experiment.experiment, comparisons: experiment.comparisons,
      neutral: run.settings?.experiment.neutral)
  }

  private func resultSection(_ experiment: ExperimentResults, _ figures: ResultFigures)
    -> ReportPage.Section
  {
    let text = ExperimentText(
      of: experiment.experiment, settings: run.settings,
      classes: experiment.rows.first?.results.classes ?? [], rows: experiment.rows.map(\.name))
    let seeds = experiment.rows.first?.results.seeds.count ?? 0
    var blocks: [ReportPage.Block] = [.text(text.question)]
    blocks += figures.findings.map { .lead($0) }
    blocks += figures.evidence.facts.map { .text($0) }
    blocks.append(.text(text.protocolSentences))
    blocks += inputBlocks(experiment.inputs)
    blocks += Self.dataBlocks(experiment.data)
    blocks.append(
      .table(
        figures.table,
        caption: "Recall in per cent, \(counted(seeds, "seed"))"
          + (seeds > 1 ? ", mean ± standard deviation over seeds." : ".")))
    blocks += figures.reduced.map { [.figures([$0])] } ?? []
    blocks += [.figures([figures.uar]), .figures([figures.recall])]
    blocks += Self.comparisonBlocks(figures.evidence)
    if let published = figures.published, let table = figures.publishedTable {
      blocks.append(
        .folded(
          "What the paper prints, on another corpus",
          [
            .table(
              table,
              caption:
                "\(published.source). Other recordings, speakers and labels than above: not to "
                + "be compared figure by figure.")
          ]))
    }
    blocks += settingsBlocks(
      of: experiment.experiment, preset: experiment.preset, changes: experiment.changes)
    let warnings = experiment.rows.flatMap { row in
      row.results.warnings.map { "\(row.name): \($0)" }
    }
    return ReportPage.Section(
      "Result", blocks + warnings.map { .warning($0) })
  }

  /// What the experiment sets of its own, and what was asked for beside.
  private func settingsBlocks(
    of experiment: String, preset: Preset, changes: [String]
  ) -> [ReportPage.Block] {
    let preset = preset.rawValue
    let own = Experiments.settings(of: experiment).joined(separator: ", ")
    var blocks: [ReportPage.Block] = []
    if !own.isEmpty {
      blocks.append(.text("This experiment begins from the preset \(preset) with \(own)."))
    }
    if !changes.isEmpty {
      blocks.append(
        .warning(
          "Settings that depart from \(own.isEmpty ? "the preset \(preset)" : "these"): "
            + changes.joined(separator: ", ") + "."))
    }
    return blocks
  }

  /// Which features were used, and which settings of these did not apply.
  private func inputBlocks(_ inputs: FeatureInputs?) -> [ReportPage.Block] {
    guard let inputs else { return [] }
    let idle = run.settings.map { inputs.unused(of: $0.features) } ?? []
    return [.text(inputs.sentence)]
      + (idle.isEmpty
        ? []
        : [
          .warning(
            "They came from a table, and are of another kind than the settings describe: "
              + "\(idle.joined(separator: ", ")) did not apply.")
        ])
  }

  /// What differs by more than chance.
  private static func comparisonBlocks(_ evidence: EvidenceText) -> [ReportPage.Block] {
    evidence.table.map { table in
      [
        .table(
          table,
          caption: "Differences of the unweighted average recall in points; \(evidence.meaning)")
      ]
    } ?? []
  }

  /// What was left out and what training and test share; files of older versions do not say.
  private static func dataBlocks(_ data: DataUse?) -> [ReportPage.Block] {
    guard let data else { return [] }
    let warnings = Set(data.warnings)
    return data.sentences.map { warnings.contains($0) ? .warning($0) : .text($0) }
  }

  /// Whether emotion guided the augmentors that were trained.
  private var guidanceBlocks: [ReportPage.Block] {
    let all = TripletGuidance.all(in: run.history)
    let gone = all.filter(\.isGone)
    if all.isEmpty { return [] }
    guard let worst = gone.first else {
      let which = (try? run.isFinished) == true ? "every augmentor" : "every augmentor so far"
      return [.text("Emotion guided \(which) up to the end of its training.")]
    }
    let others = gone.count > 1 ? " So it is with \(gone.count) of \(all.count) augmentors." : ""
    return [.warning("\(worst.sentence)\(others) \(TripletGuidance.remedy)")]
  }

  private func classSection(_ figures: ResultFigures) -> ReportPage.Section {
    ReportPage.Section(
      "By class and by speaker",
      figures.evidence.behindTheMean.map { .text($0) } + [.figures(figures.confusions)]
        + [.figures([figures.speakers])]
        + (figures.genders.map { [.figures([$0])] } ?? [])
        + (figures.reliability.map { [.figures([$0])] } ?? []))
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

  private func mapBlocks(_ maps: RepresentationMaps) -> [ReportPage.Block] {
    let text = ExperimentText(
      of: RepresentationExperiment.name, settings: run.settings,
      classes: maps.maps.first?.classes ?? [])
    var purity = Table(["augmentor", "nearest of the same class"])
    for map in run.maps { purity.append([map.name, String(format: "%.1f %%", 100 * map.purity)]) }
    return [.text(text.question), .text(text.protocolSentences)]
      + Self.dataBlocks(maps.data)
      + settingsBlocks(
        of: RepresentationExperiment.name, preset: maps.preset, changes: maps.changes)
      + [
        .text("Recordings are large, copies of them small; the axes have no unit."),
        .figures(mapFigures),
        .table(
          purity,
          caption:
            "The share of points whose nearest point from another utterance is of their class."
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
      return run.settings.flatMap { strip(of: data, in: file, title: part, $0.frontEnd) }
        .map { .figures([$0]) }
        ?? .png(data, caption: "\(part): \(Self.panels.joined(separator: ", ")).")
    }
  }

  private static let panels = ["original", "augmented", "difference"]

  /// - Returns: nil where the picture is of another front end than the run's.
  private func strip(
    of png: Data, in file: URL, title: String, _ frontEnd: MelConfiguration
  ) -> SpectrogramStrip? {
    let (scale, bounds) = (
      frontEnd.scale, frontEnd.minimumFrequency...frontEnd.maximumFrequency
    )
    let (low, high) = (
      scale.mel(ofFrequency: bounds.lowerBound), scale.mel(ofFrequency: bounds.upperBound)
    )
    return SpectrogramStrip(
      title, png: png, panels: Self.panels,
      bands: frontEnd.bands, secondsPerFrame: frontEnd.secondsPerFrame,
      frequencies: [100, 500, 1000, 2000, 4000, 8000].filter(bounds.contains).map {
        ((scale.mel(ofFrequency: $0) - low) / (high - low), $0)
      },
      note: "Bright is strong; both on the original's scale of colours, the difference on its own.",
      bars: bars(of: file))
  }

  /// What a picture's colours are; none of runs of versions that did not keep that.
  private func bars(of picture: URL) -> [SpectrogramStrip.Bar] {
    let file = ComparisonColors.file(beside: picture)
    guard let colors = try? JSONFile.read(ComparisonColors.self, from: file) else { return [] }
    func bar(_ name: String, _ range: ClosedRange<Float>) -> SpectrogramStrip.Bar {
      SpectrogramStrip.Bar(
        name, Double(range.lowerBound)...Double(range.upperBound), unit: "dB")
    }
    return [
      bar("original, augmented", colors.pictures), bar("difference", colors.difference),
    ]
  }

  /// Where an experiment's models lie; none where it keeps none.
  private var modelBlocks: [ReportPage.Block] {
    guard let fold = KeptModels.folders(in: run.folder).first else { return [] }
    let row = fold.deletingLastPathComponent().lastPathComponent
    return [
      .text(
        "The models of the folds lie in \(KeptModels.folderName), as in \(KeptModels.folderName)/\(row)/\(fold.lastPathComponent); "
          + "ser predict, ser evaluate and ser export take such a folder.")
    ]
  }

  private var repetitionSection: ReportPage.Section {
    let environment = run.environment
    var facts = Table(["", "value"], alignments: [.left, .left])
    facts.append(["device", environment.device])
    facts.append(["driver", environment.driver])
    let starts = environment.starts ?? []
    // One process on the device above says nothing more.
    let isPlain = starts.allSatisfy { $0.ranks.map(\.device) == [environment.device] }
    for start in isPlain ? [] : starts {
      for (number, place) in start.ranks.enumerated() {
        facts.append([
          start.ranks.count > 1 ? "from \(start.date), rank \(number)" : "from \(start.date)",
          "\(place.device) of \(place.host), \(counted(place.cores, "core"))",
        ])
      }
    }
    facts.append(["version", environment.version])
    facts.append(["seed", "\(environment.seed)"])
    if let seconds = run.seconds {
      let resumed = run.periods.count - run.shared.count - 1
      let several =
        run.shared.count > 1
        ? ", in which \(run.shared.count) processes worked "
          + "\(Progress.text(seconds: run.workedSeconds ?? seconds)) in all" : ""
      facts.append([
        "time, (h:)mm:ss",
        Progress.text(seconds: seconds)
          + (resumed > 0 ? ", resumed \(counted(resumed, "time"))" : "") + several,
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
        .code(Invocation(environment.command).again)
      ] + modelBlocks + [
        .table(facts, caption: "What it was computed on and from."),
        .folded(
          run.source == nil
            ? "All settings (config.yaml)"
            : "Settings of the model, as far as its file tells (config.yaml)",
          [.code(run.configuration)]),
      ])
  }
}
