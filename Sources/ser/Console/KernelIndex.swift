import Files
import OpenCL

/// What models' steps would have a device do: the programs that they launch, and how often.
struct KernelIndex: Encodable {
  struct Program: Encodable {
    /// Beside the index.
    let file: String
    let sources: [String]
    let options: String
    fileprivate(set) var kernels: [Kernel] = []
  }

  struct Kernel: Encodable {
    let name: String
    /// Bytes of local memory that it declares.
    let localBytes: Int
    fileprivate(set) var launches: [Launch] = []

    enum CodingKeys: String, CodingKey {
      case name, launches
      case localBytes = "local_bytes"
    }
  }

  /// Launches of one step that are alike.
  struct Launch: Encodable {
    let step: String
    let global: [Int]
    /// nil where the driver chooses.
    let group: [Int]?
    fileprivate(set) var times = 1
  }

  struct Step: Encodable {
    let name: String
    /// Pictures or utterances.
    let samples: Int
    let launches: Int
    /// Launches by kernel.
    let kernels: [String: Int]
    /// The kernels in the order of their launches.
    let sequence: [String]
    /// Writes, reads, copies and fills.
    let transfers: [String: Int]
    let programs: Int
    /// Seconds until the host has asked for all of it.
    let hostSeconds: Double
    /// Bytes of the device's memory that it takes.
    let memoryBytes: Int
    let over: [Over]

    enum CodingKeys: String, CodingKey {
      case name, samples, launches, kernels, sequence, transfers, programs, over
      case hostSeconds = "host_s"
      case memoryBytes = "memory_bytes"
    }
  }

  /// A size that is over a limit of the device, and how often.
  struct Over: Encodable {
    /// nil where it is memory.
    let kernel: String?
    let what: String
    let size: Int
    let limit: Int
    let times: Int

    /// nil where there is enough.
    fileprivate static func memory(_ what: String, _ size: Int, limit: Int) -> Over? {
      size > limit ? Over(kernel: nil, what: what, size: size, limit: limit, times: 1) : nil
    }
  }

  let version: String
  let device: DeviceFacts
  private(set) var programs: [Program] = []
  private(set) var steps: [Step] = []
  /// The texts of the programs, in their order.
  private(set) var texts: [String] = []
  private var places: [ProgramSource: Int] = [:]

  enum CodingKeys: CodingKey { case version, device, programs, steps }

  init(of device: DeviceFacts) {
    version = Ser.version
    self.device = device
  }

  /// Adds a step.
  mutating func append(_ name: String, samples: Int, _ step: RecordedStep) {
    let (work, memory) = (step.work, step.memory)
    for launch in work.launches { note(launch, of: name) }
    let launches = work.excesses.map { found, times in
      Over(
        kernel: found.kernel, what: "\(found.excess.quantity)", size: found.excess.size,
        limit: found.excess.limit, times: times)
    }
    let buffers = [
      Over.memory("bytes in one buffer", memory.largest, limit: device.maxAllocation),
      Over.memory("bytes in all", memory.held, limit: device.globalMemory),
    ].compactMap(\.self)
    steps.append(
      Step(
        name: name, samples: samples, launches: work.launches.count,
        kernels: Dictionary(work.launches.map { ($0.kernel.name, 1) }, uniquingKeysWith: +),
        sequence: work.launches.map(\.kernel.name),
        transfers: Dictionary(
          uniqueKeysWithValues: work.transfers.map { ($0.key.rawValue, $0.value) }),
        programs: Set(work.launches.map(\.kernel.program)).count, hostSeconds: step.hostSeconds,
        memoryBytes: memory.held,
        over: launches.sorted { ($0.kernel ?? "", $0.size) < ($1.kernel ?? "", $1.size) } + buffers)
    )
  }

  private mutating func note(_ launch: Recording.Launch, of step: String) {
    let program = place(of: launch.kernel.program)
    let kernels = programs[program].kernels
    let kernel = kernels.firstIndex { $0.name == launch.kernel.name } ?? kernels.count
    if kernel == kernels.count {
      programs[program].kernels.append(
        Kernel(name: launch.kernel.name, localBytes: launch.kernel.localMemory))
    }
    let alike = programs[program].kernels[kernel].launches.firstIndex {
      $0.step == step && $0.global == launch.global && $0.group == launch.local
    }
    if let alike {
      programs[program].kernels[kernel].launches[alike].times += 1
    } else {
      programs[program].kernels[kernel].launches.append(
        Launch(step: step, global: launch.global, group: launch.local))
    }
  }

  private static let hashLength = 16

  /// Whether a file's name is one that programs get.
  static func isProgram(_ name: String) -> Bool {
    guard name.hasSuffix(".cl"), let dash = name.lastIndex(of: "-") else { return false }
    let hash = name[dash...].dropFirst().dropLast(3)
    return hash.count == hashLength && hash.allSatisfy(\.isHexDigit)
  }

  private mutating func place(of source: ProgramSource) -> Int {
    if let known = places[source] { return known }
    let text = "// \(source.options)\n" + source.text
    let subject = source.files.last.map { $0.split(separator: "/").last ?? "" } ?? ""
    let hash = ContentHash(of: text).hex.prefix(Self.hashLength)
    programs.append(
      Program(
        file: "\(subject.prefix { $0 != "." })-\(hash).cl", sources: source.files,
        options: source.options))
    texts.append(text)
    places[source] = programs.count - 1
    return programs.count - 1
  }
}
