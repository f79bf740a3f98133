import Foundation
import Testing

/// The house as CONTRIBUTING.md shows it is the one that Package.swift builds, and what pages name is
/// there.
@Suite struct HouseTests {
  /// A target of Package.swift in `Sources`.
  private struct Target {
    let name: String
    let imports: Set<String>
    let isSystemLibrary: Bool
  }

  /// A row of the table: a target, or several that import the same, and what it says they import.
  private struct Row {
    let targets: [String]
    let imports: Set<String>
  }

  private let root = URL(filePath: #filePath).appending(path: "../../..").standardizedFileURL
  private let targets: [Target]
  private let page: String
  private let rows: [Row]

  init() throws {
    targets = Self.targets(of: try Self.text("Package.swift", in: root))
    page = try Self.text("CONTRIBUTING.md", in: root)
    rows = Self.rows(of: page)
  }

  @Test func everyFolderIsATargetWithARow() throws {
    let sources = root.appending(path: "Sources")
    let folders = try FileManager.default.contentsOfDirectory(
      at: sources, includingPropertiesForKeys: [.isDirectoryKey]
    ).filter { try $0.resourceValues(forKeys: [.isDirectoryKey]).isDirectory ?? false }
    let names = folders.map(\.lastPathComponent).sorted()
    #expect(targets.map(\.name).sorted() == names)
    #expect(rows.flatMap(\.targets).sorted() == names)
  }

  @Test func theTableSaysWhatPackageSwiftSays() {
    for target in targets {
      let row = rows.first { $0.targets.contains(target.name) }
      #expect(row?.imports == target.imports, "\(target.name)")
    }
  }

  /// A row stands below those of all that it may import, so that no import leads upwards.
  @Test func importsLeadToRowsAbove() {
    let ours = Set(targets.map(\.name))
    var above: Set<String> = []
    for row in rows {
      #expect(row.imports.intersection(ours).subtracting(above).sorted() == [], "\(row.targets)")
      above.formUnion(row.targets)
    }
  }

  /// The drawing has every import between targets of ours, but for those that a target has by way of
  /// another import too.
  @Test func theDrawingIsThatOfPackageSwift() throws {
    let ours = targets.filter { !$0.isSystemLibrary }
    let names = Set(ours.map(\.name))
    let imports = Dictionary(
      uniqueKeysWithValues: ours.map { ($0.name, $0.imports.intersection(names)) })
    let expected = imports.flatMap { name, direct in
      let further = direct.reduce(into: Set<String>()) { $0.formUnion(Self.reach($1, by: imports)) }
      return direct.subtracting(further).map { "\(name) --> \($0)" }
    }
    let drawing = try #require(page.firstMatch(of: /```mermaid\n([^`]*)```/)?.1)
    let edges = drawing.matches(of: /\w+ --> \w+/).map { String($0.output) }
    #expect(edges.sorted() == expected.sorted())
  }

  /// Paths in backticks that begin at the root, but for patterns.
  @Test func namedPathsExist() throws {
    for page in try pages() {
      let text = try Self.text(page, in: root)
      let named = text.matches(of: /`((?:Sources|Tests|kernels|docs|Benchmarks)\/[^`]*)`/)
      for path in named.map(\.1) where !path.contains("<") && !path.contains("*") {
        #expect(exists(root.appending(path: path)), "\(page) names \(path)")
      }
    }
  }

  /// Links to files of the project, from the folder of the page.
  @Test func linksLeadToFiles() throws {
    for page in try pages() {
      let folder = root.appending(path: page).deletingLastPathComponent()
      let links = try Self.text(page, in: root).matches(of: /\]\(([^)#:]+)(?:#[^)]*)?\)/)
      for link in links.map(\.1) {
        #expect(exists(folder.appending(path: link)), "\(page) links to \(link)")
      }
    }
  }

  /// Pages of text, by their paths from the root.
  private func pages() throws -> [String] {
    let folders = try ["docs", "docs/concepts"].flatMap { folder in
      try FileManager.default.contentsOfDirectory(atPath: root.appending(path: folder).path)
        .filter { $0.hasSuffix(".md") }.map { "\(folder)/\($0)" }
    }
    return [
      "README.md", "CONTRIBUTING.md", "CHANGELOG.md", "Tests/interop/README.md",
      "Benchmarks/README.md",
    ] + folders
  }

  private func exists(_ url: URL) -> Bool {
    FileManager.default.fileExists(atPath: url.standardizedFileURL.path)
  }

  private static func text(_ path: String, in root: URL) throws -> String {
    try String(contentsOf: root.appending(path: path), encoding: .utf8)
  }

  /// Those whose folder is in `Sources`: what tests share says a path of its own.
  private static func targets(of manifest: String) -> [Target] {
    let products = manifest.matches(of: /let (\w+) = Target\.Dependency\.product\(name: ("\w+")/)
    let declaration =
      #/
      (room|\.target|\.executableTarget|\.systemLibrary)\(\s*
      (?:name:\s)?"(\w+)"
      (?:,\s*(?:dependencies:\s)?\[([^\]]*)\])?
      (,\s*path:)?
      /#
    return manifest.matches(of: declaration).filter { $0.4 == nil }.map { match in
      var list = String(match.3 ?? "")
      list.replace(/package: "[^"]*"/, with: "")
      for product in products { list.replace(product.1, with: product.2) }
      return Target(
        name: String(match.2), imports: Set(list.matches(of: /"(\w+)"/).map { String($0.1) }),
        isSystemLibrary: match.1 == ".systemLibrary")
    }
  }

  /// The rows that begin with folders of `Sources`; the third cell has what they may import.
  private static func rows(of page: String) -> [Row] {
    page.split(separator: "\n").compactMap { line in
      let cells = line.split(separator: "|")
      guard cells.count == 3 else { return nil }
      let targets = cells[0].matches(of: /`Sources\/(\w+)`/).map { String($0.1) }
      let imports = cells[2].matches(of: /`(\w+)`/).map { String($0.1) }
      return targets.isEmpty ? nil : Row(targets: targets, imports: Set(imports))
    }
  }

  /// All that a target imports, by way of others too.
  private static func reach(_ name: String, by imports: [String: Set<String>]) -> Set<String> {
    var reached: Set<String> = []
    var next = imports[name] ?? []
    while !next.isSubset(of: reached) {
      reached.formUnion(next)
      next = next.reduce(into: []) { $0.formUnion(imports[$1] ?? []) }
    }
    return reached
  }
}
