import COpenCL

/// Compiled programs by source and options: in memory for this run, and on disk for the next.
public final class ProgramCache {
  private let context: cl_context
  private let device: Device
  private let disk: BinaryCache?
  private var programs: [String: Program] = [:]

  init(context: cl_context, device: Device, disk: BinaryCache?) {
    self.context = context
    self.device = device
    self.disk = disk
  }

  /// The sources, compiled as one text with the options; compiled once.
  ///
  /// - Throws: `OpenCLError.build` with the compiler's log.
  public func program(_ sources: [KernelSource], options: String) throws(OpenCLError) -> Program {
    let key = sources.map(\.file).joined(separator: "+") + " " + options
    if let known = programs[key] { return known }
    // The compiler reports the file and line of the kernel, not of the joined text.
    let text = sources.map { "#line 1 \"\($0.file)\"\n\($0.text)\n" }.joined()
    let program =
      if let kept = fromDisk(text, options) { kept } else {
        try compile(text, options, files: sources.map(\.file))
      }
    programs[key] = program
    return program
  }

  /// The names of the kernels in all programs compiled so far.
  ///
  /// - Throws: `OpenCLError.call` where the driver does not list those of a program.
  public func kernelNames() throws(OpenCLError) -> [String] {
    var names: [String] = []
    for program in programs.values { names += try program.kernelNames() }
    return names
  }

  private func fromDisk(_ text: String, _ options: String) -> Program? {
    guard let binary = disk?.binary(text, options, for: device.facts) else { return nil }
    var id: cl_device_id? = device.id
    var size = binary.count
    var status: cl_int = 0
    var validity: cl_int = 0
    let handle = binary.withUnsafeBufferPointer { bytes in
      var start = bytes.baseAddress
      return clCreateProgramWithBinary(context, 1, &id, &size, &start, &validity, &status)
    }
    // A binary that the driver no longer takes is compiled anew.
    guard let handle, status == CL_SUCCESS, validity == CL_SUCCESS else { return nil }
    guard clBuildProgram(handle, 1, &id, options, nil, nil) == CL_SUCCESS else {
      clReleaseProgram(handle)
      return nil
    }
    return Program(handle: handle, device: device)
  }

  private func compile(_ text: String, _ options: String, files: [String]) throws(OpenCLError)
    -> Program
  {
    var status: cl_int = 0
    let handle = text.withCString { characters in
      var start: UnsafePointer<CChar>? = characters
      return clCreateProgramWithSource(context, 1, &start, nil, &status)
    }
    guard let handle, status == CL_SUCCESS else {
      throw .call(
        operation: "loading \(files.joined(separator: " + "))", device: device.name, detail: "",
        code: status)
    }
    var id: cl_device_id? = device.id
    guard clBuildProgram(handle, 1, &id, options, nil, nil) == CL_SUCCESS else {
      let log = buildLog(handle)
      clReleaseProgram(handle)
      throw .build(device: device.name, files: files, options: options, log: log)
    }
    if let binary = binary(handle) { disk?.keep(binary, text, options, for: device.facts) }
    return Program(handle: handle, device: device)
  }

  private func buildLog(_ handle: cl_program) -> String {
    let name = cl_program_build_info(CL_PROGRAM_BUILD_LOG)
    var size = 0
    guard clGetProgramBuildInfo(handle, device.id, name, 0, nil, &size) == CL_SUCCESS else {
      return "the driver gives no log"
    }
    var bytes = [UInt8](repeating: 0, count: size)
    clGetProgramBuildInfo(handle, device.id, name, size, &bytes, nil)
    return OpenCL.text(bytes)
  }

  private func binary(_ handle: cl_program) -> [UInt8]? {
    var size = 0
    let width = MemoryLayout<Int>.size
    guard
      clGetProgramInfo(handle, cl_program_info(CL_PROGRAM_BINARY_SIZES), width, &size, nil)
        == CL_SUCCESS, size > 0
    else { return nil }
    var bytes = [UInt8](repeating: 0, count: size)
    let status = bytes.withUnsafeMutableBufferPointer { bytes in
      var start = bytes.baseAddress
      return clGetProgramInfo(
        handle, cl_program_info(CL_PROGRAM_BINARIES), MemoryLayout<UnsafeRawPointer>.size, &start,
        nil)
    }
    return status == CL_SUCCESS ? bytes : nil
  }
}
