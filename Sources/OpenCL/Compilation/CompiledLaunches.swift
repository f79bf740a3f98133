import Files
public import Foundation

/// What a driver has compiled and keeps, noted in a file in its cache's folder, so that it goes with the cache:
/// the driver itself does not tell without being asked to compile.
///
/// A note too many costs what each start did without notes: the driver compiles when it comes to it. So a file
/// that cannot be read counts as empty, and one that cannot be written is not.
public final class CompiledLaunches {
  private let file: AppendingFile?
  private var known: Set<Substring>

  public init(_ url: URL) {
    let text = (try? String(contentsOf: url, encoding: .utf8)) ?? ""
    known = Set(text.split(separator: "\n"))
    file = try? AppendingFile(url)
  }

  func contains(_ kind: LaunchKind, of kernel: Kernel, on device: DeviceFacts) -> Bool {
    known.contains(Substring(key(kind, kernel, device)))
  }

  func insert(_ kind: LaunchKind, of kernel: Kernel, on device: DeviceFacts) {
    let key = key(kind, kernel, device)
    guard known.insert(Substring(key)).inserted else { return }
    try? file?.append(key + "\n")
  }

  private func key(_ kind: LaunchKind, _ kernel: Kernel, _ device: DeviceFacts) -> String {
    let sizes = "\(kind.local.map { "\($0)" } ?? "free") \(kind.range)"
    let facts = [device.platform, device.name, device.version, device.driver]
    return ContentHash(
      of: (facts + [kernel.name, sizes, kernel.program.options, kernel.program.text])
        .joined(separator: "\n")
    ).hex
  }
}
