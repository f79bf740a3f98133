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

/// Kernels compiled for one device with one set of options.
///
/// Holds a kernel object a name; arguments are set just before each launch, which is safe because a
/// queue belongs to one isolation domain.
public final class Program {
  let handle: cl_program
  private let device: Device
  private var kernels: [String: Kernel] = [:]

  init(handle: cl_program, device: Device) {
    self.handle = handle
    self.device = device
  }

  deinit {
    kernels = [:]
    clReleaseProgram(handle)
  }

  /// The kernel of that name.
  ///
  /// - Throws: `OpenCLError.call` where the program has none.
  public func kernel(_ name: String) throws(OpenCLError) -> Kernel {
    if let known = kernels[name] { return known }
    var status: cl_int = 0
    guard let handle = clCreateKernel(handle, name, &status), status == CL_SUCCESS else {
      throw .call(
        operation: "finding the kernel \(name)", device: device.name, detail: "", code: status)
    }
    let kernel = Kernel(handle: handle, name: name)
    kernels[name] = kernel
    return kernel
  }

  /// The names of all kernels in the program.
  ///
  /// - Throws: `OpenCLError.call` where the driver does not list them.
  public func kernelNames() throws(OpenCLError) -> [String] {
    var size = 0
    var status = clGetProgramInfo(handle, cl_program_info(CL_PROGRAM_KERNEL_NAMES), 0, nil, &size)
    var bytes = [UInt8](repeating: 0, count: size)
    if status == CL_SUCCESS {
      status = clGetProgramInfo(
        handle, cl_program_info(CL_PROGRAM_KERNEL_NAMES), size, &bytes, nil)
    }
    guard status == CL_SUCCESS else {
      throw .call(operation: "listing kernels", device: device.name, detail: "", code: status)
    }
    return text(bytes).split(separator: ";").map(String.init)
  }
}

/// A function of a program.
public final class Kernel {
  let handle: cl_kernel
  public let name: String

  init(handle: cl_kernel, name: String) {
    self.handle = handle
    self.name = name
  }

  deinit { clReleaseKernel(handle) }
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
