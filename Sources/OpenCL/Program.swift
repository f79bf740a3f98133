import COpenCL

/// One kernel file, named for the compiler's messages.
public struct KernelSource: Sendable {
  /// As in "kernels/relu.cl".
  public let file: String
  public let text: String

  public init(file: String, text: String) {
    self.file = file
    self.text = text
  }
}

/// What a program is compiled from.
public struct ProgramSource: Hashable, Codable, Sendable {
  /// As in "kernels/relu.cl".
  public let files: [String]
  /// The files, joined. The compiler reports file and line of the kernel, not of this text.
  public let text: String
  public let options: String

  init(_ sources: [KernelSource], options: String) {
    files = sources.map(\.file)
    text = sources.map { "#line 1 \"\($0.file)\"\n\($0.text)\n" }.joined()
    self.options = options
  }
}

/// Kernels compiled for one device with one set of options.
///
/// Holds a kernel object a name; arguments are set just before each launch, which is safe because a
/// queue belongs to one isolation domain.
public final class Program {
  /// nil where nobody computes, or nobody has compiled it yet.
  let handle: cl_program?
  public let source: ProgramSource
  private let driver: any Driver
  private var kernels: [String: Kernel] = [:]

  init(handle: cl_program?, _ source: ProgramSource, driver: any Driver) {
    self.handle = handle
    self.source = source
    self.driver = driver
  }

  deinit {
    kernels = [:]
    if let handle { clReleaseProgram(handle) }
  }

  /// The kernel of that name.
  ///
  /// - Parameter localMemory: bytes of it that the kernel declares, for devices that are not here.
  /// - Throws: `OpenCLError.call` where the program has none.
  public func kernel(_ name: String, localMemory: Int = 0) throws(OpenCLError) -> Kernel {
    if let known = kernels[name] { return known }
    let kernel = try driver.kernel(name, of: self, localMemory: localMemory)
    kernels[name] = kernel
    return kernel
  }

  /// The names of all kernels in the program; of those that were asked for where nobody compiles it.
  ///
  /// - Throws: `OpenCLError.call` where the driver does not list them.
  public func kernelNames() throws(OpenCLError) -> [String] {
    try driver.kernelNames(of: self) ?? Array(kernels.keys)
  }
}

/// A function of a program.
public final class Kernel {
  /// nil where nobody computes, or nobody has compiled it yet.
  private(set) var handle: cl_kernel?
  public let name: String
  public let program: ProgramSource
  /// The most work-items that it can be launched with in a group, as it was compiled.
  private(set) var maxWorkGroup: Int
  /// Bytes of local memory that a group of it takes.
  public private(set) var localMemory: Int
  /// Those of its launches that a `CompilingDriver` has seen.
  var kinds: [LaunchKind] = []

  init(
    handle: cl_kernel?, name: String, program: ProgramSource, maxWorkGroup: Int, localMemory: Int
  ) {
    self.handle = handle
    self.name = name
    self.program = program
    self.maxWorkGroup = maxWorkGroup
    self.localMemory = localMemory
  }

  /// Becomes what a driver has compiled.
  func take(_ compiled: Kernel) {
    handle = compiled.handle
    if let handle { clRetainKernel(handle) }
    (maxWorkGroup, localMemory) = (compiled.maxWorkGroup, compiled.localMemory)
  }

  deinit {
    if let handle { clReleaseKernel(handle) }
  }
}

/// What a kernel takes.
public enum KernelArgument {
  case buffer(Buffer)
  /// An optional buffer, passed as a null pointer where absent.
  case optional(Buffer?)
  /// A size, a place or a distance, for a 32-bit integer, signed or not.
  case int(Int)
  /// 32 bits as they are.
  case bits(UInt32)
  case float(Float)
  /// A structure of 32-bit integers.
  case ints([Int])
  /// Bytes of local memory.
  case local(Int)
}
