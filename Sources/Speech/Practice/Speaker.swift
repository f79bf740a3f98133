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
    guard let program = InstalledProgram.named("espeak-ng", in: path) else {
      throw .program(
        "The program espeak-ng, which speaks the practice corpus, was not found; install it, on "
          + "Debian and Ubuntu by: sudo apt-get install espeak-ng.")
    }
    self.program = program
  }

  /// Speaks a sentence.
  ///
  /// - Parameter generator: the source of breath and room noise.
  /// - Throws: `CorpusError.program` where espeak-ng fails.
  func say(
    _ sentence: String, voice: String, style: SpeakingStyle, using generator: inout SeededGenerator
  ) throws(CorpusError) -> Signal {
    // Not by a file: espeak-ng does not notice where the disk is full, and cuts the sound off.
    let wav = try run([
      "-v", voice, "-p", text(style.pitch), "-s", text(style.rate), "-b", "1", "-m", "--stdout",
      "<prosody range=\"\(text(style.range))%\">\(sentence)</prosody>",
    ])
    guard let signal = Signal(spoken: wav) else {
      throw .program(
        "\(program.path) gives a sound of another form than a wav of one channel of 16 bits; install "
          + "espeak-ng again.")
    }
    return Signal(style.coloured(signal.samples, using: &generator), sampleRate: signal.sampleRate)
  }

  private func text(_ number: Double) -> String { number.formatted(decimals: 0) }

  /// - Returns: what it gives on its standard output.
  /// - Throws: `CorpusError.program` where it fails.
  private func run(_ arguments: [String]) throws(CorpusError) -> [UInt8] {
    let process = Process()
    process.executableURL = program
    process.arguments = arguments
    process.standardInput = FileHandle.nullDevice
    let (sound, complaint) = (Pipe(), Pipe())
    process.standardOutput = sound
    process.standardError = complaint
    do { try process.run() } catch {
      throw .program("\(program.path) cannot be started (\(error.localizedDescription)); check it.")
    }
    let bytes = sound.fileHandleForReading.readDataToEndOfFile()
    let words = complaint.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else {
      let reason = String(decoding: words, as: UTF8.self)
        .trimmingCharacters(in: .whitespacesAndNewlines)
      throw .program(
        "espeak-ng could not speak (status \(process.terminationStatus): \(reason)); "
          + "install it again, with its data.")
    }
    return Array(bytes)
  }
}

extension Signal {
  /// The sound that espeak-ng puts out: the head of a wav file, whose lengths mean nothing, and 16-bit
  /// samples of one channel to the end. nil where it is of another form.
  fileprivate init?(spoken wav: [UInt8]) {
    func number(at place: Int, bytes: Int) -> Int {
      wav[place..<place + bytes].reversed().reduce(0) { $0 << 8 | Int($1) }
    }
    let head = 44
    guard wav.count > head, wav.starts(with: Array("RIFF".utf8)),
      wav[36..<40].elementsEqual("data".utf8), number(at: 20, bytes: 2) == 1,
      number(at: 22, bytes: 2) == 1, number(at: 34, bytes: 2) == 16
    else { return nil }
    self.init(
      stride(from: head, to: wav.count - 1, by: 2).map { place in
        Float(Int16(truncatingIfNeeded: number(at: place, bytes: 2))) / 32_768
      }, sampleRate: number(at: 24, bytes: 4))
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
