import TestSupport
import Testing

/// Devices whose groups are small.
struct SmallGroupTests {
  @Test(arguments: [("cpu", 8), ("gpu", 1)])
  func kernelsKeepToTheLargestGroup(family: String, items: Int) async throws {
    let folder = try TemporaryFolder()
    let answer = try await Program(folder: folder.url)(
      ["check", "--family", family, "--filter", "2×7×5×3 to 5"],
      environment: ["POCL_MAX_WORK_GROUP_SIZE": "\(items)"])
    #expect(answer.status == 0 && answer.output.contains("agree"), "\(answer)")
  }
}
