import Files
import Foundation
import Random

/// Speaks sentences: espeak-ng's voice, given a voice quality and a loudness.
struct Speaker: Sendable {
  private let program: URL

  /// - Parameter path: the folders to find espeak-ng in, as in the variable PATH.
  /// - Throws: `CorpusError.program` where espeak-ng is not installed.
  init(
    path: String = ProcessInfo.processInfo.environment["PATH"] ?? ""
  ) throws(CorpusError) {
    let candidates = path.split(separator: ":").map {
      URL(fileURLWithPath: String($0)).appending(path: "espeak-ng")
    }
    guard
      let program = candidates.first(where: {
        FileManager.default.isExecutableFile(atPath: $0.path)
      })
    else {
      throw .program(
        "The program espeak-ng, which speaks the practice corpus, was not found; install it, on "
          + "Debian and Ubuntu by: sudo apt-get install espeak-ng.")
    }
    self.program = program
  }

  /// Speaks a sentence.
  ///
  /// - Parameters:
  ///   - folder: where a temporary file can be written.
  ///   - generator: the source of breath and room noise.
  /// - Throws: `CorpusError.program` where espeak-ng fails, `.file` where its sound cannot be stored.
  func say(
    _ sentence: String, voice: String, style: SpeakingStyle, folder: URL,
    using generator: inout SeededGenerator
  ) throws(CorpusError) -> Signal {
    let file = folder.appending(path: ".\(UUID().uuidString).wav")
    defer { try? FileManager.default.removeItem(at: file) }
    try run([
      "-v", voice, "-p", text(style.pitch), "-s", text(style.rate), "-b", "1", "-m",
      "-w", file.path, "<prosody range=\"\(text(style.range))%\">\(sentence)</prosody>",
    ])
    do throws(FileError) {
      let signal = try Signal(contentsOf: file)
      return Signal(
        style.coloured(signal.samples, using: &generator), sampleRate: signal.sampleRate)
    } catch {
      // espeak-ng does not notice where the disk is full, and leaves what cannot be read.
      throw .file(.io(path: folder.path, why: "espeak-ng's sound did not get there whole"))
    }
  }

  private func text(_ number: Double) -> String { number.formatted(decimals: 0) }

  private func run(_ arguments: [String]) throws(CorpusError) {
    let process = Process()
    process.executableURL = program
    process.arguments = arguments
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    let complaint = Pipe()
    process.standardError = complaint
    do { try process.run() } catch {
      throw .program("\(program.path) cannot be started (\(error.localizedDescription)); check it.")
    }
    let words = complaint.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else {
      let reason = String(decoding: words, as: UTF8.self)
        .trimmingCharacters(in: .whitespacesAndNewlines)
      throw .program(
        "espeak-ng could not speak (status \(process.terminationStatus): \(reason)); "
          + "install it again, with its data.")
    }
  }
}

extension SpeakingStyle {
  /// Root mean square of the room's noise, in dB of full scale.
  private static let roomNoise = -62.0

  /// Gives a neutral voice this style's tilt, breath and loudness, in a quiet room.
  func coloured(_ samples: [Float], using generator: inout SeededGenerator) -> [Float] {
    var coloured: [Float] = []
    coloured.reserveCapacity(samples.count)
    var previous: Float = 0
    var envelope: Float = 0
    for sample in samples {
      // About 10 ms at 22050 Hz.
      envelope += (abs(sample) - envelope) * 0.005
      let noise = Float(generator.uniform(in: -1...1))
      coloured.append(sample - Float(tilt) * previous + Float(breath) * envelope * noise)
      previous = sample
    }
    let power = coloured.reduce(0) { $0 + Double($1 * $1) } / Double(max(1, coloured.count))
    let peak = coloured.reduce(0) { max($0, abs($1)) }
    let wanted = Float(amplitude(ofDecibels: level) / max(power.squareRoot(), 1e-9))
    // Loud enough, without clipping.
    let gain = min(wanted, 0.95 / max(peak, 1e-9))
    // An even distribution over -a...a has the root mean square a / sqrt(3).
    let room = Float(amplitude(ofDecibels: Self.roomNoise) * 3.0.squareRoot())
    return coloured.map { gain * $0 + room * Float(generator.uniform(in: -1...1)) }
  }

  private func amplitude(ofDecibels level: Double) -> Double { pow(10, level / 20) }
}
