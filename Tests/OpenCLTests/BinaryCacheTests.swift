import Files
import Foundation
import OpenCL
import Synchronization
import TestSupport
import Testing

@Suite struct BinaryCacheTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder(permissions: 0o700) }

  /// What a run of its own finds, with its programs kept in a folder.
  private static func doubled(
    cacheFolder: String, complain: @escaping @Sendable (FileError) -> Void = { _ in }
  ) throws -> [Float] {
    let doubling = KernelSource(
      file: "kernels/double.cl",
      text: "__kernel void twice(__global float *x) { x[get_global_id(0)] *= 2.0f; }")
    let cache = BinaryCache(
      try PrivateFolder(URL(filePath: cacheFolder, directoryHint: .isDirectory)),
      complain: complain)
    let queue = try Queue(try Device.choose(), cache: cache)
    let buffer = try queue.makeBuffer([1, 2, 3] as [Float])
    let program = try queue.programs.program([doubling], options: "")
    try queue.launch(try program.kernel("twice"), global: [3], [.buffer(buffer)])
    return try queue.read(buffer, count: 3)
  }

  private func binary() throws -> URL {
    let names = try folder.contents
    #expect(names.count == 1)
    return folder(try #require(names.first))
  }

  @Test func aProgramIsKeptAndLoaded() throws {
    for _ in 0..<2 { #expect(try Self.doubled(cacheFolder: folder.url.path) == [2, 4, 6]) }
    #expect(try Data(contentsOf: binary()).count > 64)
  }

  /// A file cut short, emptied, with one bit changed, or of another origin.
  @Test func aDamagedFileIsCompiledAnew() throws {
    #expect(try Self.doubled(cacheFolder: folder.url.path) == [2, 4, 6])
    let file = try binary()
    let good = try Data(contentsOf: file)
    var flipped = good
    flipped[good.count / 2] ^= 1
    for damaged in [good.prefix(good.count / 2), Data(), flipped, Data("nonsense".utf8)] {
      try damaged.write(to: file)
      #expect(try Self.doubled(cacheFolder: folder.url.path) == [2, 4, 6])
      #expect(try Data(contentsOf: file).count > 64)
      #expect(try Data(contentsOf: file) != damaged)
    }
  }

  /// What others can write to, or a link to it, may hold anybody's program.
  @Test func aFileOfOthersIsNotLoaded() throws {
    #expect(try Self.doubled(cacheFolder: folder.url.path) == [2, 4, 6])
    let file = try binary()
    func isReplaced() throws -> Bool {
      #expect(try Self.doubled(cacheFolder: folder.url.path) == [2, 4, 6])
      var status = stat()
      return lstat(file.path, &status) == 0 && status.st_mode == S_IFREG | 0o600
    }
    #expect(try isReplaced())
    chmod(file.path, 0o620)
    #expect(try isReplaced())
    let elsewhere = try TemporaryFolder()
    let other = Data("another's".utf8)
    let copy = try elsewhere.write(other, to: "copy")
    try FileManager.default.removeItem(at: file)
    try FileManager.default.createSymbolicLink(at: file, withDestinationURL: copy)
    #expect(Set(try elsewhere.contents) == ["copy"])
    #expect(try isReplaced())
    #expect(try Data(contentsOf: copy) == other)
  }

  /// The folder is gone from under the cache, so that nothing can be written, whoever runs the test.
  @Test func aFolderThatCannotBeWrittenIsComplainedOfOnce() throws {
    let place = folder("gone")
    let complaints = Complaints()
    let cache = BinaryCache(try PrivateFolder(place)) { error in
      complaints.list.withLock { $0.append("\(error)") }
    }
    try FileManager.default.removeItem(at: place)
    let queue = try Queue(try Device.choose(), cache: cache)
    for factor in 1...3 {
      let source = KernelSource(
        file: "kernels/times.cl",
        text: "__kernel void times(__global float *x) { x[0] *= \(factor).0f; }")
      let buffer = try queue.makeBuffer([2] as [Float])
      let program = try queue.programs.program([source], options: "-DN=\(factor)")
      try queue.launch(try program.kernel("times"), global: [1], [.buffer(buffer)])
      #expect(try queue.read(buffer, count: 1) == [2 * Float(factor)])
    }
    let said = complaints.list.withLock { $0 }
    #expect(said.count == 1 && said[0].contains(place.path), "\(said)")
  }

  private final class Complaints: Sendable {
    let list = Mutex<[String]>([])
  }

  @Test func severalRunsAtOnceShareAFolder() async throws {
    let path = folder.url.path
    try await withThrowingTaskGroup(of: [Float].self) { group in
      for _ in 0..<4 { group.addTask { try Self.doubled(cacheFolder: path) } }
      for try await values in group { #expect(values == [2, 4, 6]) }
    }
    #expect(try folder.contents.count == 1)
  }
}
