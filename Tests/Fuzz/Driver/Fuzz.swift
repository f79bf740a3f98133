import Foundation
import FuzzTargets

@_silgen_name("LLVMFuzzerRunDriver")
private func runLibFuzzer(
  _ count: UnsafeMutablePointer<Int32>,
  _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>>,
  _ test: @convention(c) (UnsafePointer<UInt8>?, Int) -> Int32
) -> Int32

private let target = FuzzTarget.all.first {
  $0.name == ProcessInfo.processInfo.environment["SER_FUZZ_TARGET"]
}

@main enum Fuzz {
  static func main() {
    guard target != nil else {
      print(FuzzTarget.all.map(\.name).joined(separator: "\n"))
      return
    }
    var count = CommandLine.argc
    var arguments = CommandLine.unsafeArgv
    exit(
      runLibFuzzer(&count, &arguments) { bytes, count in
        let input = [UInt8](UnsafeBufferPointer(start: bytes, count: count))
        if let finding = target?.finding(input) {
          FileHandle.standardError.write(Data("\(finding)\n".utf8))
          abort()
        }
        return 0
      })
  }
}
