import Files
import Foundation
import OpenCL
import TestSupport
import Testing

@testable import ser

/// Where compiled kernels are kept, and that the work is done where they cannot be.
@Suite struct CacheTests {
  let folder: TemporaryFolder
  let program: Program

  init() throws {
    folder = try TemporaryFolder()
    program = Program(folder: folder.url)
  }

  @Test func xdgDecidesThenHomeThenTheUsersEntry() throws {
    #expect(try Cache.home(["XDG_CACHE_HOME": "/x", "HOME": "/h"]).path == "/x")
    #expect(try Cache.home(["HOME": "/h"]).path == "/h/.cache")
    for useless in [[:], ["HOME": ""], ["HOME": "relative", "XDG_CACHE_HOME": "also"]] {
      let home = try Cache.home(useless).path
      #expect(
        home.hasPrefix("/") && home.hasSuffix("/.cache") && !home.hasPrefix("/tmp"), "\(home)")
    }
  }

  private func check(_ environment: [String: String]) async throws -> Program.Answer {
    try await program(
      ["check", "--filter", "row_dot"],
      environment: environment.merging(["TMPDIR": folder("tmp").path]) { given, _ in given })
  }

  /// /proc takes no folder from anybody.
  @Test func whereNothingCanBeKeptTheWorkIsDoneAndItIsSaid() async throws {
    try Folder.create(folder("tmp"))
    let answer = try await check(["XDG_CACHE_HOME": "/proc/none", "POCL_CACHE_DIR": ""])
    #expect(answer.status == 0, "\(answer.errors)")
    if try Device.choose().facts.platform == "Portable Computing Language" {
      #expect(
        answer.errors.components(separatedBy: "POCL_CACHE_DIR").count == 2, "\(answer.errors)")
      #expect(answer.errors.contains("/proc/none"), "\(answer.errors)")
    }
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder("tmp").path) == [])

    let predicted = try await program(
      ["bench", "--suite", "kernels", "--filter", "row_dot", "--seconds", "0.01", "--quiet"],
      environment: ["XDG_CACHE_HOME": "/proc/none", "POCL_CACHE_DIR": folder("pocl").path])
    #expect(predicted.status == 0, "\(predicted.errors)")
    #expect(
      predicted.errors.components(separatedBy: "/proc/none cannot be created").count == 2,
      "\(predicted.errors)")
  }

  /// What pocl finds where others may write might be their programs.
  @Test func aDriversCacheThatOthersMayWriteToIsNotUsed() async throws {
    guard try Device.choose().facts.platform == "Portable Computing Language" else { return }
    try Folder.create(folder("tmp"))
    _ = try PrivateFolder(folder("open"))
    chmod(folder("open").path, 0o777)
    let answer = try await check(["POCL_CACHE_DIR": folder("open").path])
    #expect(answer.status == 0, "\(answer.errors)")
    #expect(answer.errors.contains(folder("open").path), "\(answer.errors)")
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder("open").path) == [])
  }

  /// As a power failure or a full disk leaves programs; pocl would end the process.
  @Test func damagedProgramsOfADriversCacheAreNotLoaded() async throws {
    guard try Device.choose().facts.isPocl else { return }
    let cache = folder("pocl/kcache")
    func run(isChosen: Bool = false) async throws -> Program.Answer {
      try await check(
        ["XDG_CACHE_HOME": folder.url.path, "POCL_CACHE_DIR": isChosen ? cache.path : ""])
    }
    func files() throws -> [URL] {
      try #require(FileManager.default.enumerator(atPath: cache.path))
        .compactMap { $0 as? String }.filter { $0.hasSuffix(".so") || $0.hasSuffix(".bc") }
        .map { cache.appending(path: $0) }
    }
    #expect(try await run().status == 0)
    let whole = try files()
    #expect(Set(whole.map(\.pathExtension)) == ["so", "bc"])
    #expect(PoclCache.damaged(in: cache) == [])

    // Without its end, with a blank end, blank, empty.
    let damages: [(Data) -> Data] = [
      { $0.prefix(3_000) }, { $0.prefix(1_024) + Data(count: $0.count - 1_024) },
      { Data(count: $0.count) }, { _ in Data() },
    ]
    let contents = try whole.map { try Data(contentsOf: $0) }
    for damage in damages {
      for (file, content) in zip(whole, contents) { try damage(content).write(to: file) }
      #expect(PoclCache.damaged(in: cache).count == whole.count)
    }
    for (number, (file, content)) in zip(whole, contents).enumerated() {
      try damages[number % damages.count](content).write(to: file)
    }
    let anew = try await run()
    #expect(anew.status == 0 && anew.errors.isEmpty, "\(anew)")
    #expect(try files().count == whole.count && PoclCache.damaged(in: cache) == [])

    // What the user has chosen is told and left.
    let file = try #require(whole.first { $0.pathExtension == "so" })
    try Data().write(to: file)
    let answer = try await run(isChosen: true)
    #expect(answer.errors.contains("1 damaged file, such as \(file.path)"), "\(answer)")
    #expect(try Data(contentsOf: file).isEmpty)
  }

  @Test func tuningThatCannotBeKeptIsRefused() async throws {
    let answer = try await program(
      ["bench", "--tune", "--filter", "none", "--seconds", "0.01"],
      environment: ["XDG_CACHE_HOME": "/proc/none", "POCL_CACHE_DIR": folder("pocl").path])
    #expect(answer.status != 0)
  }
}
