import COpenCL

extension Device {
  /// Every device of every platform that can compile and run kernels now, GPUs first, then CPUs, then
  /// accelerators (an FPGA's emulator is one), otherwise in the platforms' order: the position is
  /// the number that `--device` takes.
  ///
  /// - Throws: `OpenCLError.call` where a platform refuses to answer. A machine without any
  ///   platform gives an empty list.
  public static func all() throws(OpenCLError) -> [Device] { try discovery.get() }

  /// Asked for once: devices do not come and go, and the first calls into an OpenCL loader are not
  /// safe from two threads at a time.
  private static let discovery = Result { () throws(OpenCLError) in try discover() }

  private static func discover() throws(OpenCLError) -> [Device] {
    var platformCount: cl_uint = 0
    guard clGetPlatformIDs(0, nil, &platformCount) == CL_SUCCESS, platformCount > 0 else {
      return []
    }
    var platforms = [cl_platform_id?](repeating: nil, count: Int(platformCount))
    try check(clGetPlatformIDs(platformCount, &platforms, nil), "listing platforms")
    var devices: [Device] = []
    for case .some(let platform) in platforms {
      let name = try platformName(platform)
      var count: cl_uint = 0
      let every = cl_device_type(CL_DEVICE_TYPE_ALL)
      let status = clGetDeviceIDs(platform, every, 0, nil, &count)
      if status == CL_DEVICE_NOT_FOUND || count == 0 { continue }
      try check(status, "listing the devices of \(name)")
      var ids = [cl_device_id?](repeating: nil, count: Int(count))
      try check(clGetDeviceIDs(platform, every, count, &ids, nil), "listing devices of \(name)")
      for case .some(let id) in ids where isUsable(id) {
        devices.append(try Device(id, platform: name))
      }
    }
    let order: [DeviceFacts.Kind] = [.gpu, .cpu, .accelerator]
    return order.flatMap { kind in devices.filter { $0.facts.kind == kind } }
  }

  /// The device that a person means: a number of `all()`, a part of a name or of its platform's
  /// name (upper and lower case alike); without a wish the first, which is a GPU where there is one.
  ///
  /// - Throws: `noDevice` on a machine without OpenCL, `unknownDevice` where nothing matches.
  public static func choose(_ wish: String? = nil) throws(OpenCLError) -> Device {
    let devices = try all()
    guard let first = devices.first else { throw .noDevice }
    guard let wish else { return first }
    let facts = devices.map(\.facts)
    guard let found = facts.place(of: wish) else {
      throw .unknownDevice(wanted: wish, available: facts.numbered)
    }
    return devices[found]
  }

  /// Whether the device is there and comes with a compiler; an FPGA takes only finished binaries.
  private static func isUsable(_ id: cl_device_id) -> Bool {
    [CL_DEVICE_AVAILABLE, CL_DEVICE_COMPILER_AVAILABLE].allSatisfy { fact in
      var answer: cl_bool = 0
      let size = MemoryLayout<cl_bool>.size
      return clGetDeviceInfo(id, cl_device_info(fact), size, &answer, nil) == CL_SUCCESS
        && answer == cl_bool(CL_TRUE)
    }
  }

  private static func platformName(_ platform: cl_platform_id) throws(OpenCLError) -> String {
    var size = 0
    let name = cl_platform_info(CL_PLATFORM_NAME)
    try check(clGetPlatformInfo(platform, name, 0, nil, &size), "reading a platform's name")
    var bytes = [UInt8](repeating: 0, count: size)
    try check(clGetPlatformInfo(platform, name, size, &bytes, nil), "reading a platform's name")
    return text(bytes)
  }

  private static func check(_ status: Int32, _ operation: String) throws(OpenCLError) {
    guard status == CL_SUCCESS else {
      throw .call(operation: operation, device: "this machine", detail: "", code: status)
    }
  }
}

extension [DeviceFacts] {
  /// The place of the device that a person means by a number, or by a part of a name or of its platform's.
  /// A number is a number, even where a name has it too: another device would be a surprise.
  func place(of wish: String) -> Int? {
    if let number = Int(wish) { return indices.contains(number) ? number : nil }
    let wanted = wish.lowercased()
    return firstIndex {
      $0.name.lowercased().contains(wanted) || $0.platform.lowercased().contains(wanted)
    }
  }

  /// Numbers and names, to choose from.
  var numbered: [String] { enumerated().map { "\($0.offset) (\($0.element.name))" } }
}
