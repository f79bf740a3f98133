import Files
import Foundation
import Speech
import TestSupport
import Testing

/// What is no feature table is refused with a sentence that names the file and what is wrong.
@Suite struct FeatureTableRefusalTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func expectRefusal(_ url: URL, naming parts: String...) throws {
    let error = #expect(throws: FileError.self) { try FeatureTable(contentsOf: url) }
    let message = try #require(error).description
    #expect(message.hasPrefix(url.path), "\(message)")
    for part in parts { #expect(message.contains(part), "\(message)") }
  }

  private func csv(_ change: (inout [[String]]) -> Void) throws -> URL {
    try folder.write(SmallTables.csv(change), to: "table.csv")
  }

  @Test func otherColumns() throws {
    try expectRefusal(
      csv { for row in $0.indices { $0[row].remove(at: 5) } },
      naming: "1581 features", "lacks pcm_loudness_sma_linregc2", "1582 of emobase2010")
    try expectRefusal(
      csv { for row in $0.indices { $0[row].removeLast() } },
      naming: "1581 features", "lacks F0final__Turn_duration")
    try expectRefusal(
      csv { for row in $0.indices { $0[row].append(row == 0 ? "more" : "1") } },
      naming: "1583 features", "among them more")
    try expectRefusal(
      csv { $0[0].swapAt(3, 4) },
      naming: "feature 3 is pcm_loudness_sma_linregc1 where pcm_loudness_sma_amean comes")
    try expectRefusal(
      csv { $0[0][2] = "pcm_loudness_sma_maxPos" }, naming: "lacks pcm_loudness_sma_minPos")
    try expectRefusal(csv { $0[0][0] = "loudness" }, naming: "first column is \"loudness\"")
    try expectRefusal(csv { $0 = [["file"], ["a"]] }, naming: "no feature")
    try expectRefusal(csv { $0[0][0] = "file,b" }, naming: "among them b")
  }

  @Test(arguments: ["NaN", "inf", "-inf", "", "?", "1.2.3", "1e99", "0,5"])
  func valuesThatAreNoFiniteNumbers(text: String) throws {
    try expectRefusal(
      csv { $0[2][7] = text.contains(",") ? "\"\(text)\"" : text },
      naming: "line 3", "\"\(text)\"", "pcm_loudness_sma_linregerrQ", "finite number")
  }

  @Test func recordings() throws {
    try expectRefusal(csv { $0[2][0] = "a" }, naming: "line 3 lists a again", "line 2", "-instname")
    try expectRefusal(csv { $0.removeLast(2) }, naming: "lists no recording")
    try expectRefusal(folder.write(Data(), to: "table.csv"), naming: "empty")
    try expectRefusal(folder("none.csv"), naming: "no such file")
    try expectRefusal(folder.write(Data(), to: "table.txt"), naming: ".safetensors")
    try NPYArray([1], shape: [1, 1]).write(to: folder("numbers.npy"))
    try expectRefusal(folder("numbers.npy"), naming: "numbers.txt beside it, or give a .npz")
  }

  /// By what the files hold, whatever their endings say.
  @Test(arguments: [
    ("PAR1", "this is a Parquet file", "pandas.read_parquet"),
    ("ARROW1\0\0", "a Feather file", "pandas.read_feather"),
    ("\u{89}HDF\r\n\u{1A}\n", "an HDF5 file", "pandas.read_hdf"),
    ("\u{80}\u{4}\u{95}", "a Python pickle", "pandas.read_pickle"),
    ("MATLAB 5.0 MAT-file", "a MATLAB file", "scipy.io.loadmat"),
    ("PK\u{3}\u{4}....[Content_Types].xml", "a workbook", "pandas.read_excel"),
    ("PK\u{3}\u{4}....archive/data.pkl", "a file of PyTorch", "torch.load"),
    ("PK\u{3}\u{4}....a.npy", "a .npz file under another ending", "rename it to table.npz"),
    ("\u{93}NUMPY", "a .npy file under another ending", "rename it to table.npy"),
  ])
  func tablesOfOtherPrograms(start: String, what: String, fix: String) throws {
    for ending in ["csv", "parquet", "pkl", "arff"] {
      let bytes = Data(start.unicodeScalars.map { UInt8($0.value) } + [0, 1, 2])
      try expectRefusal(folder.write(bytes, to: "table.\(ending)"), naming: what, fix)
    }
  }

  @Test(arguments: ["csv", "arff", "npz", "safetensors"])
  func aFeatureWithoutAName(ending: String) throws {
    let table = FeatureTable(
      kind: FeatureKind(set: "toy", variant: "1"), names: ["a", " "], files: ["x"], values: [1, 2])
    let url = folder("table.\(ending)")
    try table.write(to: url)
    try expectRefusal(url, naming: "a feature has no name")
  }

  @Test(arguments: [-1, 0, 1, 16, 999, 1_000_001, 1 << 62])
  func sampleRatesThatNoRecordingHas(rate: Int) throws {
    let kind = FeatureKind.is10(.emobase2010, sampleRate: rate)
    for table in [
      SmallTables.table(kind),
      FeatureTable(
        kind: FeatureKind(set: "toy", variant: "1", sampleRate: rate), names: ["a"], files: ["x"],
        values: [1]),
    ] {
      for format in FeatureFormat.allCases where format != .npy {
        let url = folder("table.\(format.rawValue)")
        try table.write(to: url)
        try expectRefusal(url, naming: "at \(rate) Hz, where 1000 to 1000000 can be")
      }
    }
  }

  @Test func kindsThatAreNone() throws {
    let url = try csv { _ in }
    _ = try folder.write(
      Data(#"{"kind":{"set":"is10","variant":"IS10","switches":[]}}"#.utf8), to: "table.csv.json")
    try expectRefusal(url, naming: "the variant IS10", "IS10_paraling_compat")
    _ = try folder.write(
      Data(#"{"kind":{"set":"is10","variant":"IS10_paraling","switches":[]}}"#.utf8),
      to: "table.csv.json")
    try expectRefusal(url, naming: "lacks mfcc_sma[0]_maxPos")
    _ = try folder.write(Data("{".utf8), to: "table.csv.json")
    #expect(throws: FileError.self) { try FeatureTable(contentsOf: url) }
  }

  @Test func arff() throws {
    let table = SmallTables.table(labels: ["sad", "happy"])
    let url = folder("table.arff")
    try table.write(to: url)
    let text = try String(contentsOf: url, encoding: .utf8)
    func rewritten(_ old: String, _ new: String) throws -> URL {
      #expect(text.contains(old))
      return try folder.write(Data(text.replacing(old, with: new).utf8), to: "table.arff")
    }
    try expectRefusal(
      rewritten("class {happy,sad}", "class {happy,calm}"), naming: "class \"sad\"", "happy, calm")
    try expectRefusal(rewritten(",sad\n", "\n"), naming: "1583 fields", "1584")
    try expectRefusal(rewritten(",sad\n", ",?\n"), naming: "a.wav has no class")
    try expectRefusal(rewritten("@data", "data"), naming: "\"data\"", "@data")
    try expectRefusal(rewritten("'a.wav'", "'a.wav"), naming: "quote")
    try expectRefusal(rewritten("'a.wav'", "'a.wav'b"), naming: "after a closing quote")
    try expectRefusal(rewritten("name string", "name date"), naming: "attribute name", "type")
    try expectRefusal(
      rewritten("@attribute pcm_loudness_sma_amean numeric\n", ""), naming: "lacks pcm_loudness")
    try expectRefusal(rewritten("features: {", "features: "), naming: "not JSON")
    try expectRefusal(folder.write([0x25, 0xFF], to: "table.arff"), naming: "UTF-8")
    try expectRefusal(rewritten("'a.wav'", "'a\0.wav'"), naming: "UTF-8")
  }

  @Test(arguments: ["npz", "safetensors"])
  func numbers(ending: String) throws {
    let table = SmallTables.table()
    let url = folder("table.\(ending)")
    func write(
      names: [String]? = nil, files: [String] = table.files, values: [Float] = table.values
    ) throws {
      try FeatureTable(kind: table.kind, names: names ?? table.names, files: files, values: values)
        .write(to: url)
    }
    try write(names: table.names.reversed())
    try expectRefusal(url, naming: "feature 1 is F0final__Turn_duration")
    try write(names: table.names.dropLast(), values: table.values.dropLast(2))
    try expectRefusal(url, naming: "1581 features", "lacks F0final__Turn_duration")
    try write(files: ["a", "a"])
    try expectRefusal(url, naming: "lists a twice")
    try write(files: ["wav/a.wav", "./x/../wav/a.wav"])
    try expectRefusal(url, naming: "lists ./x/../wav/a.wav twice")
    try write(files: [], values: [])
    try expectRefusal(url, naming: "no recording")
    var values = table.values
    values[1582 + 2] = .nan
    try write(values: values)
    try expectRefusal(url, naming: "b c'd.wav has nan for pcm_loudness_sma_amean")
  }

  /// What no text table could hold, or would give back as something else.
  @Test(
    arguments: ["npz", "safetensors"],
    [
      (names: ["a", "class"], files: ["x", "y"], labels: nil, what: "a feature \"class\""),
      (["start", "a"], ["x", "y"], nil, "a feature \"start\""),
      (["a", ""], ["x", "y"], nil, "a feature has no name"),
      (["a", "b"], ["x", ""], nil, "a recording has no name"),
      (["a", "b\0c"], ["x", "y"], nil, "a text holds a zero"),
      (["a", "b"], ["x", "y"], ["?", "sad"], "x has no class and others have one"),
    ] as [(names: [String], files: [String], labels: [String]?, what: String)])
  func namesThatAreNone(
    ending: String, table: (names: [String], files: [String], labels: [String]?, what: String)
  ) throws {
    let url = folder("table.\(ending)")
    try FeatureTable(
      kind: FeatureKind(set: "codes", variant: "z"), names: table.names, files: table.files,
      values: [0, 1, 2, 3], labels: table.labels
    ).write(to: url)
    try expectRefusal(url, naming: table.what)
  }

  @Test func filesOfOtherThings() throws {
    try NPZFile.write([("features", NPYArray([1], shape: [1]))], to: folder("x.npz"))
    try expectRefusal(folder("x.npz"), naming: "it has features and not both features and files")
    try NPZFile.write(
      [("features", NPYArray([1], shape: [1])), ("files", NPYArray([1], shape: [1]))],
      to: folder("y.npz"))
    try expectRefusal(folder("y.npz"), naming: "list of texts")
    let writer = try SafetensorsWriter(
      folder("x.safetensors"), entries: [SafetensorsEntry("x", shape: [1])])
    try writer.write([1 as Float], for: "x")
    try writer.commit()
    try expectRefusal(folder("x.safetensors"), naming: "holds no features")
  }
}
