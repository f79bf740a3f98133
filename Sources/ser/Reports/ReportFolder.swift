import Files
import Foundation
import Report

/// Where a report lies: the page, and its figures and tables as files of their own.
struct ReportFolder {
  private let url: URL

  init(_ url: URL) { self.url = url }

  /// Writes the page and all that is on it.
  ///
  /// - Returns: the files.
  /// - Throws: `FileError`.
  func write(_ reports: [RunReport]) throws(FileError) -> [URL] {
    let page = url.appending(path: "report.html")
    try Folder.create(url)
    let several = reports.count > 1
    try ReportPage(
      title: several ? "Speech emotion recognition: \(reports.count) runs" : reports[0].title,
      subtitle: reports[0].subtitle,
      sections: reports.flatMap { report in
        report.sections.map {
          ReportPage.Section(several ? "\(report.name): \($0.heading)" : $0.heading, $0.blocks)
        }
      }
    ).write(to: page)
    var files = [page]
    for report in reports {
      for (name, figure) in report.figures {
        files.append(try place("figures", "\(report.name)-\(name).svg"))
        try figure.write(to: files[files.count - 1])
      }
      for (name, table) in report.tables {
        files.append(try place("tables", "\(report.name)-\(name).csv"))
        try CSVTable(header: table.header, rows: table.rows).write(to: files[files.count - 1])
        files.append(try place("tables", "\(report.name)-\(name).tex"))
        try AtomicFile.write(
          table.latex(caption: "\(report.title), \(name)"), to: files[files.count - 1])
      }
    }
    return files
  }

  private func place(_ folder: String, _ name: String) throws(FileError) -> URL {
    let folder = url.appending(path: folder)
    try Folder.create(folder)
    return folder.appending(path: name)
  }
}
