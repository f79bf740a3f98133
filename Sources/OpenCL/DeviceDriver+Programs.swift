import COpenCL

/// Programs compiled by the device's driver, or loaded as an earlier run kept them.
extension DeviceDriver {
  func program(_ source: ProgramSource) throws(OpenCLError) -> Program {
    let handle = if let kept = fromDisk(source) { kept } else { try compile(source) }
    return Program(handle: handle, source, driver: self)
  }

  func kernel(_ name: String, of program: Program, localMemory: Int) throws(OpenCLError) -> Kernel {
    var status: cl_int = 0
    guard let handle = clCreateKernel(program.handle, name, &status), status == CL_SUCCESS else {
      throw .call(
        operation: "finding the kernel \(name)", device: device.name, detail: "", code: status)
    }
    func answer<Value: FixedWidthInteger & BitwiseCopyable>(_ fact: Int32, else value: Value) -> Int
    {
      var answer = value
      let status = clGetKernelWorkGroupInfo(
        handle, id, cl_kernel_work_group_info(fact), MemoryLayout<Value>.size, &answer, nil)
      return Int(clamping: status == CL_SUCCESS ? answer : value)
    }
    return Kernel(
      handle: handle, name: name, program: program.source,
      maxWorkGroup: answer(CL_KERNEL_WORK_GROUP_SIZE, else: device.facts.maxWorkGroup),
      localMemory: answer(CL_KERNEL_LOCAL_MEM_SIZE, else: cl_ulong(localMemory)))
  }

  func kernelNames(of program: Program) throws(OpenCLError) -> [String]? {
    let name = cl_program_info(CL_PROGRAM_KERNEL_NAMES)
    var size = 0
    var status = clGetProgramInfo(program.handle, name, 0, nil, &size)
    var bytes = [UInt8](repeating: 0, count: size)
    if status == CL_SUCCESS {
      status = clGetProgramInfo(program.handle, name, size, &bytes, nil)
    }
    guard status == CL_SUCCESS else {
      throw .call(operation: "listing kernels", device: device.name, detail: "", code: status)
    }
    return text(bytes).split(separator: ";").map(String.init)
  }

  private func fromDisk(_ source: ProgramSource) -> cl_program? {
    guard let binary = disk?.binary(source.text, source.options, for: device.facts) else {
      return nil
    }
    var only: cl_device_id? = id
    var size = binary.count
    var status: cl_int = 0
    var validity: cl_int = 0
    let handle = binary.withUnsafeBufferPointer { bytes in
      var start = bytes.baseAddress
      return clCreateProgramWithBinary(context, 1, &only, &size, &start, &validity, &status)
    }
    // A binary that the driver no longer takes is compiled anew.
    guard let handle, status == CL_SUCCESS, validity == CL_SUCCESS else { return nil }
    guard clBuildProgram(handle, 1, &only, source.options, nil, nil) == CL_SUCCESS else {
      clReleaseProgram(handle)
      return nil
    }
    return handle
  }

  private func compile(_ source: ProgramSource) throws(OpenCLError) -> cl_program {
    var status: cl_int = 0
    let handle = source.text.withCString { characters in
      var start: UnsafePointer<CChar>? = characters
      return clCreateProgramWithSource(context, 1, &start, nil, &status)
    }
    guard let handle, status == CL_SUCCESS else {
      throw .call(
        operation: "loading \(source.files.joined(separator: " + "))", device: device.name,
        detail: "", code: status)
    }
    var only: cl_device_id? = id
    guard clBuildProgram(handle, 1, &only, source.options, nil, nil) == CL_SUCCESS else {
      let log = buildLog(handle)
      clReleaseProgram(handle)
      throw .build(device: device.name, files: source.files, options: source.options, log: log)
    }
    if let disk, let binary = binary(handle) {
      disk.keep(binary, source.text, source.options, for: device.facts)
    }
    return handle
  }

  private func buildLog(_ handle: cl_program) -> String {
    let name = cl_program_build_info(CL_PROGRAM_BUILD_LOG)
    var size = 0
    guard clGetProgramBuildInfo(handle, id, name, 0, nil, &size) == CL_SUCCESS else {
      return "the driver gives no log"
    }
    var bytes = [UInt8](repeating: 0, count: size)
    clGetProgramBuildInfo(handle, id, name, size, &bytes, nil)
    return text(bytes)
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
