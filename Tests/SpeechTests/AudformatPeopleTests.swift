import Files
import Foundation
import Speech
import TestSupport
import Testing

/// Who speaks in databases as the package audformat writes them.
@Suite struct AudformatPeopleTests {
  private let folder: TemporaryFolder

  init() throws { folder = try .ofAudformat() }

  /// What is said of a speaker by session, in a table of two levels, and in a scheme's labels.
  @Test func peopleAreFoundWhereverTheyAre() throws {
    try folder.makeDatabase(
      """
      schemes:
        session: {dtype: int, labels: {1: {language: ita}, 2: {language: deu}}}
      tables:
        emotion: {columns: {emotion: {}}}
        who: {columns: {speaker: {}, session: {scheme_id: session}}}
      misc_tables:
        people: {levels: {speaker: str, session: int}, columns: {gender: {}}}
      """,
      [
        "emotion": "file,emotion\nwav/a.wav,anger\nwav/b.wav,joy\n",
        "who": "file,speaker,session\nwav/a.wav,x,1\nwav/b.wav,x,2\n",
        "people": "speaker,session,gender\nx,1,f\nx,2,M\n",
      ])
    let contents = try Audformat().read(folder("db"))
    #expect(contents.lines == ["a.wav angry x female 1 ita ", "b.wav happy x male 2 deu "])
    #expect(contents.recordings[0].corpus == "db")
  }

  /// Programs write whole numbers beside empty fields with a point.
  @Test(arguments: [
    ("{dtype: int, labels: people}", "{speaker: str}"), ("{dtype: str}", "{speaker: int}"),
    ("{dtype: int, labels: {3: {gender: female}, 4: {gender: male}}}", "{none: str}"),
  ])
  func wholeNumbersAreOneHoweverTheyAreWritten(scheme: String, levels: String) throws {
    try folder.makeDatabase(
      """
      schemes:
        emotion: {dtype: int, labels: {0: anger, 1: joy}}
        speaker: \(scheme)
      tables:
        emotion: {columns: {emotion: {scheme_id: emotion}, speaker: {scheme_id: speaker}}}
      misc_tables:
        people: {levels: \(levels), columns: {gender: {}}}
      """,
      [
        "emotion": "file,emotion,speaker\nwav/a.wav,0.0,3.0\nwav/b.wav,01,04\nwav/c.wav,1,3\n",
        "people": "speaker,gender\n03,female\n4.0,male\n",
      ])
    let contents = try Audformat().read(folder("db"))
    #expect(contents.recordings.map(\.emotion) == ["angry", "happy", "happy"])
    #expect(contents.recordings.map(\.gender) == ["female", "male", "female"])
    if scheme.contains("int") { #expect(contents.recordings.map(\.speaker) == ["3", "4", "3"]) }
    #expect(!contents.warnings.contains { $0.contains(" of speaker, ") }, "\(contents.warnings)")
  }

  @Test(arguments: [
    ("{dtype: str, labels: people}", "have no row in the table people"),
    ("{dtype: str}", "have no row in the table people"),
    (
      "{dtype: str, labels: {'3': {gender: male}, x: {gender: female}}}",
      "are none of the labels of the scheme speaker"
    ),
  ])
  func speakersOfWhomNothingIsSaidAreCounted(scheme: String, told: String) throws {
    try folder.makeDatabase(
      """
      schemes:
        speaker: \(scheme)
      tables:
        emotion: {columns: {emotion: {}, speaker: {scheme_id: speaker}}}
      misc_tables:
        people: {levels: {speaker: str}, columns: {gender: {}}}
      """,
      [
        "emotion": "file,emotion,speaker\nwav/a.wav,anger,3.0\nwav/b.wav,joy,03\nwav/c.wav,joy,x\n",
        "people": "speaker,gender\n3,male\nx,female\n",
      ])
    let contents = try Audformat().read(folder("db"))
    #expect(contents.recordings.map(\.gender) == ["", "", "female"])
    #expect(
      contents.warnings.contains { $0.contains("2 values of speaker, 03 and 3.0, \(told)") }
        || contents.warnings.contains { $0.contains("2 values of speaker, 03, 3.0, \(told)") },
      "\(contents.warnings)")
  }

  @Test func longNumbersStayApart() throws {
    try folder.makeDatabase(
      """
      schemes:
        speaker: {dtype: int}
      tables:
        emotion: {columns: {emotion: {}, speaker: {scheme_id: speaker}}}
      """,
      [
        "emotion":
          "file,emotion,speaker\nwav/a.wav,anger,9007199254740993\nwav/b.wav,joy,9007199254740992\n"
      ])
    let contents = try Audformat().read(folder("db"))
    #expect(contents.recordings.map(\.speaker) == ["9007199254740993", "9007199254740992"])
  }

  @Test func twoGendersOfASpeakerAreNamed() throws {
    try folder.makeDatabase(
      """
      tables:
        emotion: {columns: {emotion: {}, speaker: {}}}
      misc_tables:
        people: {levels: {speaker: str}, columns: {gender: {}}}
      """,
      [
        "emotion": "file,emotion,speaker\nwav/a.wav,anger,x\nwav/b.wav,joy,y\n",
        "people": "speaker,gender\nx,female\nx,male\ny,male\ny,male\n",
      ])
    let contents = try Audformat().read(folder("db"))
    #expect(contents.recordings.map(\.gender) == ["female", "male"])
    #expect(
      contents.warnings.map { $0.components(separatedBy: ": ").last } == [
        "the table people and a further row of it contradict each other on the gender of x "
          + "(female, male); the first is believed."
      ])
  }

  @Test func twoSpeakersOfAFileAreNamed() throws {
    try folder.makeDatabase(
      "name: mine",
      [
        "emotion": "file,emotion\nwav/a.wav,anger\nwav/b.wav,joy\n",
        "first": "file,speaker,gender\nwav/a.wav,x,male\nwav/b.wav,y,female\n",
        "second": "file,speaker\nwav/a.wav,z\nwav/b.wav,y\n",
      ])
    let contents = try Audformat().read(folder("db"))
    #expect(contents.recordings.map(\.speaker) == ["x", "y"])
    #expect(
      contents.warnings.map { $0.components(separatedBy: ": ").last } == [
        "the table first and the table second contradict each other on the speaker of wav/a.wav "
          + "(x, z); the first is believed."
      ])
  }
}
