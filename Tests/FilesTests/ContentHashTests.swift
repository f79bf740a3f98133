import Files
import Foundation
import TestSupport
import Testing

struct ContentHashTests {
  // The examples of FIPS 180-2, appendix B.
  @Test(arguments: [
    ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
    ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
  ])
  func ofText(text: String, hex: String) {
    #expect(ContentHash(of: text).hex == hex)
  }

  @Test func ofALargeFileEqualsThatOfItsBytes() throws {
    let folder = try TemporaryFolder()
    let million = Data(repeating: UInt8(ascii: "a"), count: 1_000_000)
    let bytes = million + million
    let url = try folder.write(bytes, to: "a")
    #expect(try ContentHash(contentsOf: url) == ContentHash(of: bytes))
    #expect(
      ContentHash(of: million).hex
        == "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0")
  }

  @Test func ofNoFile() {
    #expect(throws: FileError.missing(path: "/nowhere/a")) {
      try ContentHash(contentsOf: URL(fileURLWithPath: "/nowhere/a"))
    }
  }
}
