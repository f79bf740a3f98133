import Emotion
import Foundation
import Speech
import Testing

struct CorpusTests {
  @Test func joinsRecordingsTheirClassesAndPictures() throws {
    let recordings = [
      ("a", "sad", "1"), ("b", "happy", "2"), ("c", "bored", "1"), ("d", "sad", "2"),
    ]
    .map {
      Recording(
        url: URL(fileURLWithPath: "/r/\($0.0).wav"), emotion: $0.1, speaker: $0.2, session: "s")
    }
    let selected = try ClassSelection(classes: ["happy", "sad"])(recordings)
    let pictures = (1...3).map { countingPicture(frames: $0) }
    let corpus = Corpus(selected, pictures: pictures)

    #expect(corpus.classes == ["happy", "sad"])
    #expect(corpus.utterances.map(\.id) == [0, 1, 2])
    #expect(corpus.utterances.map(\.file) == ["/r/a.wav", "/r/b.wav", "/r/d.wav"])
    #expect(corpus.utterances.map(\.label) == [1, 0, 1])
    #expect(corpus.utterances.map(\.picture.frames) == [1, 2, 3])
    let last = corpus.labelled[2]
    #expect(last.id == 2 && last.label == 1 && last.speaker == "2" && last.session == "s")
    #expect(last.person == Person(corpus: "", name: "2") && last.identity.path == "d.wav")
    #expect(last.content != nil && last.content != corpus.labelled[1].content)
    #expect(corpus[[2, 0]].map(\.id) == [2, 0])
    let shown = corpus.utterances[0].showing(pictures[2])
    #expect(shown.picture == pictures[2] && shown.labelled == corpus.utterances[0].labelled)
  }
}
