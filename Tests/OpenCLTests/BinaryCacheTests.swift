import Foundation
import OpenCL
import TestSupport
import Testing

@Suite struct BinaryCacheTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// What a run of its own finds, with its programs kept in a folder.
  private static func doubled(cacheFolder: String) throws -> [Float] {
    let doubling = KernelSource(
      file: "kernels/double.cl",
      text: "__kernel void twice(__global float *x) { x[get_global_id(0)] *= 2.0f; }")
    let queue = try Queue(try Device.choose(), cacheFolder: cacheFolder)
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

  /// A plain file in the folder's place cannot be written into, whoever runs the test.
  @Test func aFolderThatCannotBeWrittenIsIgnored() throws {
    let file = try folder.write(Data("x".utf8), to: "file")
    #expect(try Self.doubled(cacheFolder: file.path) == [2, 4, 6])
    #expect(try Self.doubled(cacheFolder: file.appending(path: "below").path) == [2, 4, 6])
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
