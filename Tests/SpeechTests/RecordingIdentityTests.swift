import Foundation
import Speech
import Testing

@Suite struct RecordingIdentityTests {
  private func recordings(_ paths: [(String, corpus: String)]) -> [Recording] {
    paths.map { Recording(url: URL(filePath: $0.0), emotion: "sad", corpus: $0.corpus) }
  }

  @Test func doesNotDependOnWhereTheCorpusLies() {
    let names = ["s1/a.wav", "s1/b.wav", "s2/a.wav"]
    let here = recordings(names.map { ("/home/x/emodb/\($0)", "emodb") })
    let there = recordings(names.map { ("/data/\($0)", "emodb") })
    let identities = RecordingIdentity.identities(of: here)
    #expect(identities == RecordingIdentity.identities(of: there))
    #expect(identities.map(\.path) == names)
    #expect(Set(identities.map(\.number)).count == 3)
  }

  @Test func isOfItsCorpus() {
    let identities = RecordingIdentity.identities(
      of: recordings([("/a/1/x.wav", "a"), ("/b/x.wav", "b"), ("/a/2/x.wav", "a")]))
    #expect(identities.map(\.path) == ["1/x.wav", "x.wav", "2/x.wav"])
    #expect(Set(identities.map(\.number)).count == 3)
  }

  @Test func isTheSameInBothUnicodeForms() {
    let identities = ["/a/Z\u{fc}rich.wav", "/a/Zu\u{308}rich.wav"].map {
      RecordingIdentity.identities(of: recordings([($0, ""), ("/a/b.wav", "")]))[0]
    }
    #expect(identities[0].number == identities[1].number)
  }
}
