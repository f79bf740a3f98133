/// A program, and launches whose machine code is missing; in a form that another process can be sent.
public struct CompilationTask: Codable, Sendable {
  let source: ProgramSource
  fileprivate(set) var launches: [Launch]

  /// A launch of the kind that is missing, with all that its kernel is given but what stands in the buffers.
  struct Launch: Codable, Sendable {
    let kernel: String
    let range: [Int]
    let local: [Int]?
    /// Of memory the bytes; nil where there is none.
    let arguments: [RawArgument<Int?>]
  }

  /// How many kernels it is to compile: one that is launched in groups of two sizes counts twice.
  public var count: Int { launches.count }

  /// How long it takes beside other tasks, as far as the length of what is to be compiled tells.
  public var weight: Int { source.text.utf8.count * count }
}

/// What work lacks, by programs in the order in which they are first launched.
struct MissingLaunches {
  private(set) var tasks: [CompilationTask] = []
  private(set) var kinds: [(kind: LaunchKind, kernel: Kernel)] = []
  /// How much work was held back before the newest of them.
  private(set) var newest = 0

  var isEmpty: Bool { kinds.isEmpty }

  mutating func append(
    _ launch: CompilationTask.Launch, _ kind: LaunchKind, of kernel: Kernel, after held: Int
  ) {
    kinds.append((kind, kernel))
    newest = held
    if let index = tasks.firstIndex(where: { $0.source == kernel.program }) {
      tasks[index].launches.append(launch)
    } else {
      tasks.append(CompilationTask(source: kernel.program, launches: [launch]))
    }
  }
}
