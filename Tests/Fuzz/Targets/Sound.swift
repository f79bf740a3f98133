import Foundation
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

  /// What comes through a pipe, block by block: a wav, or raw samples where it is none.
  static let soundStream = FuzzTarget("sound-stream") { input in
    let pipe = Pipe()
    // As much as a pipe holds, so that nobody waits.
    try pipe.fileHandleForWriting.write(contentsOf: input.bytes.prefix(60_000))
    try pipe.fileHandleForWriting.close()
    let stream = try SoundStream(
      pipe.fileHandleForReading.fileDescriptor, name: "standard input", rawRate: 8_000,
      resampledTo: 16_000)
    while let samples = try stream.next() {
      guard samples.allSatisfy(\.isFinite) else { throw Finding(what: "a sample is not finite") }
    }
    _ = stream.heard
  }
}
