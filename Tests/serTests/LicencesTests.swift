import Foundation
import TestSupport
import Testing

/// What the binary needs is what docs/licences.md says of it.
@Suite struct LicencesTests {
  /// Libraries of the page's tables, by the heading or the line that stands above each.
  private struct Page {
    let ours: Set<String>
    let systems: Set<String>

    init(_ text: String) throws {
      func table(below line: String) throws -> Set<String> {
        let start = try #require(text.range(of: line), "no line \(line)")
        let rows = text[start.upperBound...].split(separator: "\n")
          .drop { !$0.hasPrefix("|") }.prefix { $0.hasPrefix("|") }
        return Set(
          rows.flatMap { row in
            let first = row.split(separator: "|").first ?? ""
            return first.matches(of: /`([^`]+\.so[^`]*)`/).map { String($0.1) }
          })
      }
      ours = try table(below: "Linked dynamically:")
      systems = try table(below: "Of every system")
    }
  }

  @Test func thePageNamesWhatTheBinaryNeeds() async throws {
    let root = URL(filePath: #filePath).appending(path: "../../..").standardizedFileURL
    let page = try Page(
      String(contentsOf: root.appending(path: "docs/licences.md"), encoding: .utf8))
    let folder = try TemporaryFolder()
    let answer = try await Program(folder: folder.url).other(
      URL(filePath: "/usr/bin/env"), ["LC_ALL=C", "readelf", "-d", Program.path.path])
    #expect(answer.status == 0, "\(answer.errors)")
    let needed = Set(
      answer.output.matches(of: /\(NEEDED\).*\[(.+)\]/).map { String($0.1) })
    // Swift's own, which a release has in it.
    let swift = needed.filter {
      $0.wholeMatch(of: /lib(swift\w*|_?Foundation\w*|dispatch|BlocksRuntime)\.so/) != nil
    }
    let found = needed.subtracting(swift)
    #expect(
      found.subtracting(page.ours).subtracting(page.systems).sorted() == [], "not on the page")
    #expect(page.ours.subtracting(found).sorted() == [], "on the page, and not needed")
    #expect(!page.ours.isEmpty && !page.systems.isEmpty)
  }
}
