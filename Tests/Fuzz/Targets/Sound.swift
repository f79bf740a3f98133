import Speech

extension FuzzTarget {
  /// A recording, block by block; what a small file says at length is heard for a minute.
  static let sound = FuzzTarget("sound") { input in
    let file = try SoundFile(input.file("recording.wav"))
    var samples = 0
    while samples < 60 * file.sampleRate {
      let block = try file.nextBlock()
      if block.isEmpty { return }
      guard block.allSatisfy(\.isFinite) else { throw Finding(what: "a sample is not finite") }
      samples += block.count
    }
  }
}
