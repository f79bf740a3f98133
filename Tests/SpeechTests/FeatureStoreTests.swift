import Files
import Foundation
import Speech
import Synchronization
import TestSupport
import Testing

@Suite struct FeatureStoreTests {
  private let folder: TemporaryFolder
  private let recordings: [Recording]

  init() throws {
    folder = try TemporaryFolder()
    let folder = folder
    recordings = try (0..<5).map {
      let url = try folder.makeRecording(
        "wav/\($0).wav", seconds: 0.2 + 0.1 * Double($0), frequency: 300 + 100 * Double($0))
      return Recording(url: url, emotion: "neutral")
    }
  }

  private var store: FeatureStore {
    get throws { try FeatureStore(beside: folder("m.csv")) }
  }

  @Test func computesOnceAndFindsAgain() async throws {
    let calls = Mutex<[Int]>([])
    let first = try await store.features(of: recordings) { done, all in
      #expect(all == 5)
      calls.withLock { $0.append(done) }
    }
    #expect(first.found == 0)
    #expect(calls.withLock(\.self) == [1, 2, 3, 4, 5])
    let mel = try MelSpectrogram()
    for (recording, picture) in zip(recordings, first.pictures) {
      #expect(picture == mel(try Signal(contentsOf: recording.url, sampleRate: 16_000).samples))
    }

    let second = try await store.features(of: recordings)
    #expect(second.found == 5)
    #expect(second.pictures == first.pictures)
    #expect(first.report.sentences.isEmpty && second.report.sentences.isEmpty)
    #expect(try folder.contents == ["m.csv.features", "wav"])
  }

  @Test func goesByContentNotByName() async throws {
    let first = try await store.features(of: recordings)
    let moved = folder("wav/moved.wav")
    try FileManager.default.moveItem(at: recordings[2].url, to: moved)
    try folder.makeRecording("wav/3.wav", seconds: 0.5, frequency: 1_234)
    var changed = recordings
    changed[2] = Recording(url: moved, emotion: "neutral")
    let second = try await store.features(of: changed)
    #expect(second.found == 4)
    #expect(second.pictures[2] == first.pictures[2])
    #expect(second.pictures[3] != first.pictures[3])
  }

  @Test func keepsWhatOthersNeed() async throws {
    _ = try await store.features(of: Array(recordings[..<3]))
    #expect(try await store.features(of: Array(recordings[2...])).found == 1)
    #expect(try await store.features(of: recordings).found == 5)
  }

  @Test func goesBySettings() async throws {
    _ = try await store.features(of: recordings)
    var settings = MelConfiguration()
    settings.hopLength = 200
    let other = try FeatureStore(beside: folder("m.csv"), configuration: settings)
    #expect(try await other.features(of: recordings).found == 0)
    #expect(try await other.features(of: recordings).found == 5)
    #expect(try await store.features(of: recordings).found == 5)
  }

  @Test func computesAgainWhatIsBroken() async throws {
    let first = try await store.features(of: recordings)
    let url = try store.url
    let whole = try Data(contentsOf: url)

    var flipped = whole
    flipped[flipped.count - 1] ^= 1
    try flipped.write(to: url)
    let second = try await store.features(of: recordings)
    #expect(second.found == 4)
    #expect(second.pictures == first.pictures)

    for broken in [whole.prefix(whole.count / 2), Data(), Data("nonsense".utf8)] {
      try broken.write(to: url)
      let again = try await store.features(of: recordings)
      #expect(again.found == 0)
      #expect(again.pictures == first.pictures)
      #expect(try Data(contentsOf: url) == whole)
    }
  }

  @Test func worksWhereNothingCanBeWritten() async throws {
    // A file where the folder should be: this stops the superuser too.
    _ = try folder.write([UInt8](), to: "m.csv.features")
    let features = try await store.features(of: recordings)
    #expect(features.pictures.count == 5)
    #expect(try #require(features.report.warnings.first).contains("not kept for the next time"))
  }

  @Test func namesAllRecordingsThatCannotBeRead() async throws {
    try FileManager.default.removeItem(at: recordings[1].url)
    try Data().write(to: recordings[3].url)
    let error = await #expect(throws: UnreadableRecordings.self) {
      try await store.features(of: recordings)
    }
    #expect(error?.failures.first == .missing(path: recordings[1].url.path))
    let lines = try #require(error?.description.split(separator: "\n"))
    #expect(lines.count == 3 && lines[0].hasPrefix("2 of 5 recordings cannot be read; "))
    #expect(lines[0].contains("--skip-unreadable") && lines[2].contains("3.wav: the file is empty"))
  }

  @Test func manyThatCannotBeReadAreNotAFlood() async throws {
    let many = (0..<15).map { Recording(url: folder("none-\($0).wav"), emotion: "sad") }
    let error = await #expect(throws: UnreadableRecordings.self) {
      try await store.features(of: many + recordings)
    }
    let lines = try #require(error?.description.split(separator: "\n"))
    #expect(lines.count == 12 && lines.last == "  and 5 more")
    let rest = try await store.features(of: many + recordings, skippingUnreadable: true)
    #expect(rest.report.leftOut.count == 15 && rest.positions == Array(15..<20))
    let sentence = try #require(rest.report.sentences.first)
    #expect(sentence.hasPrefix("15 of 20 recordings are left out: "))
    #expect(sentence.hasSuffix(" and 5 more."))
  }

  @Test func whatCannotBeReadCostsNothingTwice() async throws {
    let first = try await store.features(of: recordings).pictures
    try FileManager.default.removeItem(at: folder("m.csv.features"))
    try Data("no sound".utf8).write(to: recordings[2].url)
    await #expect(throws: UnreadableRecordings.self) { try await store.features(of: recordings) }
    let rest = try await store.features(of: recordings, skippingUnreadable: true)
    #expect(rest.found == 4 && rest.positions == [0, 1, 3, 4])
    #expect(rest.pictures == [first[0], first[1], first[3], first[4]])
    let left = try #require(rest.report.leftOut.first)
    #expect(left.file == recordings[2].url.path && left.cause == .unreadable)
  }

  @Test func whereNothingCanBeReadThereIsNothingToGoOnWith() async throws {
    let none = [Recording(url: folder("none.wav"), emotion: "sad")]
    let error = await #expect(throws: UnreadableRecordings.self) {
      try await store.features(of: none, skippingUnreadable: true)
    }
    #expect(error?.description == FileError.missing(path: folder("none.wav").path).description)
  }

  @Test func problemsAreToldAgainWhenPicturesAreFound() async throws {
    let silent = try folder.makeRecording("wav/silent.wav", seconds: 1, frequency: 0)
    let all = recordings + [Recording(url: silent, emotion: "sad")]
    let first = try await store.features(of: all)
    #expect(first.report.problems.map(\.kind) == [.silent])
    let second = try await store.features(of: all)
    #expect(second.found == 6 && second.report == first.report)
    #expect(
      second.report.sentences == [
        "1 recording is silent: \(silent.path) (nothing is louder than -60 dB)."
      ])
  }

  @Test func canBeCancelled() async throws {
    let (store, recordings) = (try store, recordings)
    let task = Task { try await store.features(of: recordings) }
    task.cancel()
    await #expect(throws: CancellationError.self) { try await task.value }
  }
}
