import Files
import Foundation
import Report

/// Where a report lies: the page, and its figures and tables as files of their own.
struct ReportFolder {
  private let url: URL

  init(_ url: URL) { self.url = url }

  /// The page.
  var page: URL { url.appending(path: "report.html") }

  /// The page, and all that is on it as files of their own, each with what writes it.
  private func files(
    of reports: [RunReport]
  ) -> [(url: URL, write: (URL) throws(FileError) -> Void)] {
    // Runs of one name may lie in several folders.
    let names = FileName.distinct(reports.map(\.name), "")
    let isOne = reports.count == 1
    var files: [(url: URL, write: (URL) throws(FileError) -> Void)] = [
      (
        page,
        { url throws(FileError) in
          try ReportPage(
            title: isOne
              ? reports[0].title : "Speech emotion recognition: \(reports.count) runs",
            subtitle: reports[0].subtitle,
            sections: zip(reports, names).flatMap { report, name in
              report.sections.map {
                ReportPage.Section(isOne ? $0.heading : "\(name): \($0.heading)", $0.blocks)
              }
            }
          ).write(to: url)
        }
      )
    ]
    func add(
      _ folder: String, _ name: String, _ ending: String,
      _ write: @escaping (URL) throws(FileError) -> Void
    ) {
      files.append(
        (url.appending(path: folder).appending(path: FileName.fitting(name, ending)), write))
    }
    for (report, run) in zip(reports, names) {
      for (name, figure) in report.figures {
        add(Self.figures, run, "-\(name).svg") { url throws(FileError) in try figure.write(to: url)
        }
      }
      for (name, table, numbers) in report.tables {
        add(Self.tables, run, "-\(name).csv") { url throws(FileError) in
          try numbers.write(to: url)
        }
        add(Self.tables, run, "-\(name).tex") { url throws(FileError) in
          try AtomicFile.write(table.latex(caption: "\(report.title), \(name)"), to: url)
        }
      }
    }
    return files
  }

  /// Figures and tables that lie where a report's do and are not of it: an earlier one left them.
  ///
  /// - Parameter files: the report's.
  func leftovers(beside files: [URL]) -> [URL] {
    let own = Set(files.map(FileIdentity.init))
    return [Self.figures, Self.tables].flatMap { folder in
      let all = try? FileManager.default.contentsOfDirectory(
        at: url.appending(path: folder), includingPropertiesForKeys: nil)
      return (all ?? []).filter { Self.endings.contains($0.pathExtension) }
    }.filter { !own.contains(FileIdentity($0)) }.sorted { $0.path < $1.path }
  }

  private static let figures = "figures"
  private static let tables = "tables"
  private static let endings: Set = ["svg", "csv", "tex"]

  /// Writes the page and all that is on it.
  ///
  /// - Returns: the files.
  /// - Throws: `FileError`, `.isRead` where a file of a run that is reported would be written over.
  func write(_ reports: [RunReport]) throws(FileError) -> [URL] {
    let files = files(of: reports)
    try OutputGuard(reading: reports.flatMap(\.sources), writing: reports.map(\.folder)).require(
      files.map(\.url), makingFolders: true)
    for (file, write) in files {
      try Folder.create(file.deletingLastPathComponent())
      try write(file)
    }
    return files.map(\.url)
  }
}
