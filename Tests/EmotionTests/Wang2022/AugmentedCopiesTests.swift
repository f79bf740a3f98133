import Files
import Foundation
import Speech
import TestSupport
import Testing

@testable import Emotion

/// Which augmented pictures a training learns from, wherever the corpus lies, and what is said of it.
struct AugmentedCopiesTests {
  let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    for name in ["wav", "wav/x", "augmented", "moved"] { try Folder.create(folder(name)) }
    for name in ["wav/a.wav", "wav/b.wav", "wav/x/a.wav", "wav/c.wav"] {
      _ = try folder.write(Data(name.utf8), to: name)
    }
    _ = try folder.write(
      Data("file,emotion\nwav/a.wav,sad\nwav/b.wav,happy\nwav/x/a.wav,sad\nwav/c.wav,happy\n".utf8),
      to: "m.csv")
  }

  private let frontEnd: MelConfiguration = {
    var settings = MelConfiguration()
    settings.bands = 2
    return settings
  }()

  private func path(_ name: String) -> String { folder(name).path }

  /// Two copies of each recording.
  private func rows(hashed: Bool, form: AugmentedFolder.Form = .npy) throws -> [AugmentedManifest
    .Row]
  {
    try ["wav/a.wav", "wav/b.wav", "wav/x/a.wav", "wav/c.wav"].enumerated().flatMap {
      number, name in
      try (0..<2).map { copy in
        AugmentedManifest.Row(
          picture: folder(
            "augmented/\(form == .npy ? "\(number)-\(copy).npy" : "all.safetensors")"),
          tensor: form == .npy ? nil : "\(number)-\(copy)", source: path(name),
          sourceHash: hashed ? try ContentHash(contentsOf: folder(name)).hex : "",
          emotion: "sad", speaker: "sp", corpus: "c", copy: copy)
      }
    }
  }

  /// Fills `augmented/`; a picture holds the number of its row.
  @discardableResult
  private func fill(_ rows: [AugmentedManifest.Row], form: AugmentedFolder.Form = .npy) throws
    -> AugmentedFolder
  {
    let place = try AugmentedFolder(
      folder("augmented"), form: form, rows: rows, frontEnd: frontEnd, training: nil,
      madeOf: [])
    for index in rows.indices {
      try place.add(LogMel([Float(index), Float(index)], bands: 2), at: index)
    }
    try place.finish()
    return place
  }

  /// A fold that learns from the first two recordings, holds out the third and tests on the fourth.
  private func fold(below place: String = "") -> PictureFold {
    func utterance(_ id: Int, _ name: String) -> Utterance {
      Utterance(
        id: id, file: path(place + name), label: 0, speaker: "sp",
        picture: LogMel([0, 0], bands: 2))
    }
    return PictureFold(
      name: "f", seed: 1, training: [utterance(0, "wav/a.wav"), utterance(1, "wav/b.wav")],
      heldOut: [utterance(2, "wav/x/a.wav")], test: [utterance(3, "wav/c.wav")], testRows: [3],
      scale: PictureScale(Normalization(mean: 0, deviation: 1), floor: 0))
  }

  private func copies(_ manifest: String = "m.csv", below place: String = "") throws
    -> AugmentedCopies
  {
    try AugmentedCopies(
      folder("augmented/manifest.csv"), for: fold(below: place),
      of: Manifest(contentsOf: folder(manifest)), frontEnd: frontEnd)
  }

  private func complaint(_ body: () throws -> Void) throws -> String {
    "\(try #require(#expect(throws: (any Error).self, performing: body)))"
  }

  @Test(arguments: AugmentedFolder.Form.allCases, [false, true])
  func whatIsWrittenIsRead(form: AugmentedFolder.Form, hashed: Bool) throws {
    let rows = try rows(hashed: hashed, form: form)
    try fill(rows, form: form)
    #expect(try AugmentedManifest(contentsOf: folder("augmented/manifest.csv")).rows == rows)
    try AugmentedManifest(rows + rows.suffix(1)).write(to: folder("twice.csv"))
    let error = #expect(throws: FileError.self) {
      try AugmentedManifest(contentsOf: folder("twice.csv"))
    }
    #expect(error?.description.contains("list the same picture") == true)
    let manifest = try String(contentsOf: folder("augmented/manifest.csv"), encoding: .utf8)
    let last = manifest.split(separator: "\n").last ?? ""
    _ = try folder.write(Data("\(manifest)./x/../\(last)\n".utf8), to: "augmented/twice.csv")
    #expect(throws: FileError.self, "under two spellings") {
      try AugmentedManifest(contentsOf: folder("augmented/twice.csv"))
    }
    let copies = try copies()
    #expect(copies.utterances.map { $0.picture.values[0] } == [0, 1, 2, 3])
    #expect(copies.utterances.map(\.file) == [0, 0, 1, 1].map { fold().training[$0].file })
    #expect(
      copies.sentence == """
        4 copies of 2 recordings are learnt from; not from 2 copies of 1 recording that are tested on, \
        2 copies of 1 recording of the development part.
        """)
    #expect(!copies.isOfUnknownFrontEnd)
  }

  /// Also where names alone would not tell: two recordings are called a.wav.
  @Test(arguments: [false, true])
  func aCorpusThatMovedIsFound(hashed: Bool) throws {
    try fill(rows(hashed: hashed))
    for name in ["m.csv", "wav"] {
      try FileManager.default.moveItem(at: folder(name), to: folder("moved/\(name)"))
    }
    let copies = try copies("moved/m.csv", below: "moved/")
    #expect(copies.utterances.map { $0.picture.values[0] } == [0, 1, 2, 3])
  }

  @Test func aRenamedRecordingIsKnownByItsContent() throws {
    try fill(rows(hashed: true))
    try FileManager.default.moveItem(at: folder("wav/a.wav"), to: folder("wav/new.wav"))
    _ = try folder.write(
      Data("file,emotion\nwav/new.wav,sad\nwav/b.wav,happy\n".utf8), to: "m.csv")
    let sources = AugmentedSources(try Manifest(contentsOf: folder("m.csv")), areHashed: true)
    #expect(try rows(hashed: false).map(sources.match)[0] == .unknown)
    let table = try AugmentedManifest(contentsOf: folder("augmented/manifest.csv"))
    #expect(sources.match(table.rows[0]) == .recording(path("wav/new.wav")))
    #expect(sources.match(table.rows[4]) == .unknown)
  }

  @Test func aNameThatTwoRecordingsHaveTellsNothing() throws {
    let sources = AugmentedSources(try Manifest(contentsOf: folder("m.csv")), areHashed: false)
    func match(_ source: String) -> AugmentedSources.Match {
      sources.match(
        AugmentedManifest.Row(
          picture: folder("p.npy"), source: source, emotion: "", speaker: "", copy: 0))
    }
    #expect(match("/elsewhere/a.wav") == .unknown && match("a.wav") == .unknown)
    #expect(match("/elsewhere/b.wav") == .recording(path("wav/b.wav")))
    #expect(match("/elsewhere/wav/a.wav") == .recording(path("wav/a.wav")))
    #expect(match("/elsewhere/wav/x/a.wav") == .recording(path("wav/x/a.wav")))
  }

  @Test func ofTwoThatSoundAlikeThePathTells() throws {
    _ = try folder.write(Data("wav/a.wav".utf8), to: "wav/b.wav")
    let sources = AugmentedSources(try Manifest(contentsOf: folder("m.csv")), areHashed: true)
    #expect(
      try rows(hashed: true).map(sources.match)[2] == .recording(path("wav/b.wav")))
  }

  @Test func recordingsThatChangedAreNamed() throws {
    try fill(rows(hashed: true))
    for name in ["wav/a.wav", "wav/b.wav", "wav/x/a.wav"] {
      _ = try folder.write(Data("another \(name)".utf8), to: name)
    }
    let complaint = try complaint { _ = try copies() }
    #expect(
      complaint.contains("6 copies of 3 recordings that have changed since")
        && complaint.contains("2 copies of 1 recording that are tested on"), "\(complaint)")
  }

  @Test func sourcesThatAreNowhereAreRefused() throws {
    try fill(rows(hashed: true))
    _ = try folder.write(Data("z".utf8), to: "wav/z.wav")
    _ = try folder.write(Data("file,emotion\nwav/z.wav,sad\n".utf8), to: "other.csv")
    let complaint = try complaint { _ = try copies("other.csv") }
    #expect(complaint.contains("8 copies of 4 recordings that are not in the manifest"))
  }

  @Test func anotherFrontEndIsRefusedWithWhatDiffers() throws {
    try fill(rows(hashed: true))
    var other = frontEnd
    (other.hopLength, other.fftLength) = (200, 2_048)
    try PictureSidecar(frontEnd: other).write(beside: folder("augmented/manifest.csv"))
    let complaint = try complaint { _ = try copies() }
    #expect(
      complaint.contains(
        "fftLength is 2048 where 1024 is wanted, hopLength is 200 where 400 is wanted"),
      "\(complaint)")
    try Folder.remove(folder("augmented/manifest.csv.json"))
    #expect(try copies().isOfUnknownFrontEnd)
  }

  @Test func soundsAreNoPictures() throws {
    let table = AugmentedManifest(try rows(hashed: true))
      .listing((0..<8).map { folder("augmented/\($0).wav") })
    try table.write(to: folder("augmented/manifest.csv"))
    #expect(try complaint { _ = try copies() }.contains("0.wav: this is a sound"))
  }

  /// A file that cannot be written, in the middle.
  @Test(arguments: AugmentedFolder.Form.allCases)
  func stoppedInTheMiddleItCanBeUsedAndFilledFurther(form: AugmentedFolder.Form) throws {
    let rows = try rows(hashed: true, form: form)
    func begin(_ source: String = "this") throws -> AugmentedFolder {
      try AugmentedFolder(
        folder("augmented"), form: form, rows: rows, frontEnd: frontEnd, training: nil,
        madeOf: [source])
    }
    struct Full: Error {}
    do {
      let first = try begin()
      for index in 0..<3 {
        try first.add(LogMel([Float(index), 0], bands: 2), at: index)
      }
      #expect(throws: Full.self) {
        try first.add(LogMel([3, 0], bands: 2), at: 3) { throw Full() }
      }
      try first.list()
      let table = try AugmentedManifest(contentsOf: folder("augmented/manifest.csv"))
      #expect(table.rows == Array(rows.prefix(3)))
      #expect(try copies().utterances.count == 3)
    }

    do {
      let second = try begin()
      #expect(second.count == 3 && second.holds(2) && !second.holds(3))
      for index in 3..<8 { try second.add(LogMel([Float(index), 0], bands: 2), at: index) }
      try second.finish()
    }
    var reader = AugmentedPictures()
    #expect(try rows.map { try reader.array(of: $0).floats[0] } == (0..<8).map(Float.init))
    #expect(!OutputBatch.isUnfinished(folder("augmented")))
    for value in [Float.nan, .infinity, 3e38] where form == .npy {
      try NPYArray([value, 0], shape: [1, 2]).write(to: rows[7].picture)
      let error = #expect(throws: FileError.self) { try reader.array(of: rows[7]) }
      #expect(error?.path == rows[7].picture.path)
    }
    // What is finished is nobody else's place.
    let other = #expect(throws: FileError.self) { try begin("that") }
    #expect(other?.description.contains("by another augmentor") == true)
    #expect(try begin().count == 0, "made anew")
  }

  @Test func workThatComesToNothingLeavesNothing() throws {
    try Folder.remove(folder("augmented"))
    let rows = try rows(hashed: true)
    let place = try AugmentedFolder(
      folder("augmented"), form: .npy, rows: rows, frontEnd: frontEnd, training: nil,
      madeOf: [])
    try Folder.create(folder("augmented/0-0.npy"))
    #expect(throws: FileError.self) { try place.add(LogMel([0, 0], bands: 2), at: 0) }
    try Folder.remove(folder("augmented/0-0.npy"))
    place.abandon()
    #expect(!Folder.isFolder(folder("augmented")))
  }
}
