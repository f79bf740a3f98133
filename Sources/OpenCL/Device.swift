import COpenCL

/// An OpenCL device of this machine, or one that is not here and of which facts are known.
///
/// `@unchecked Sendable`: the identifier is an opaque handle that OpenCL lets any thread use, and
/// nothing here changes after the initialiser.
public final class Device: @unchecked Sendable {
  /// nil where the device is not here.
  let id: cl_device_id?
  public let facts: DeviceFacts
  /// Bytes of which the place of memory within other memory must be a multiple.
  public let partAlignment: Int

  public var name: String { facts.name }

  /// A device that is not here, for a queue that computes nothing.
  init(notHere facts: DeviceFacts) {
    id = nil
    self.facts = facts
    // What NVIDIA's and Intel's GPUs have.
    partAlignment = 512
  }

  init(_ id: cl_device_id, platform: String) throws(OpenCLError) {
    self.id = id
    let info = DeviceInfo(id: id)
    let type: cl_device_type = try info.value(CL_DEVICE_TYPE)
    let kind: DeviceFacts.Kind =
      if type & cl_device_type(CL_DEVICE_TYPE_GPU) != 0 {
        .gpu
      } else if type
        & cl_device_type(CL_DEVICE_TYPE_CPU) != 0
      { .cpu } else { .accelerator }
    let globalMemory: cl_ulong = try info.value(CL_DEVICE_GLOBAL_MEM_SIZE)
    let maxAllocation: cl_ulong = try info.value(CL_DEVICE_MAX_MEM_ALLOC_SIZE)
    let localMemory: cl_ulong = try info.value(CL_DEVICE_LOCAL_MEM_SIZE)
    let computeUnits: cl_uint = try info.value(CL_DEVICE_MAX_COMPUTE_UNITS)
    let maxWorkGroup: Int = try info.value(CL_DEVICE_MAX_WORK_GROUP_SIZE)
    let nativeWidth: cl_uint = try info.value(CL_DEVICE_NATIVE_VECTOR_WIDTH_FLOAT)
    let alignmentBits: cl_uint = try info.value(CL_DEVICE_MEM_BASE_ADDR_ALIGN)
    partAlignment = max(64, Int(alignmentBits) / 8)
    let extensions = try info.string(CL_DEVICE_EXTENSIONS).split(separator: " ").map(String.init)
    let hasSubGroups = ["cl_intel_subgroups", "cl_intel_required_subgroup_size"]
      .allSatisfy(extensions.contains)
    facts = DeviceFacts(
      name: try info.string(CL_DEVICE_NAME), vendor: try info.string(CL_DEVICE_VENDOR),
      platform: platform, version: try info.string(CL_DEVICE_VERSION),
      driver: try info.string(CL_DRIVER_VERSION), kind: kind, computeUnits: Int(computeUnits),
      globalMemory: Int(clamping: globalMemory), maxAllocation: Int(clamping: maxAllocation),
      localMemory: Int(clamping: localMemory), maxWorkGroup: maxWorkGroup,
      maxWorkItemSizes: try info.sizes(CL_DEVICE_MAX_WORK_ITEM_SIZES),
      nativeFloatWidth: max(1, Int(nativeWidth)),
      extensions: extensions,
      subGroupWidths: hasSubGroups ? try info.sizes(CL_DEVICE_SUB_GROUP_SIZES_INTEL) : [],
      computeCapability: extensions.contains("cl_nv_device_attribute_query")
        ? try info.computeCapability() : nil)
  }
}

/// Typed access to `clGetDeviceInfo`.
private struct DeviceInfo {
  let id: cl_device_id

  func value<T: FixedWidthInteger & BitwiseCopyable>(_ name: Int32) throws(OpenCLError) -> T {
    var result: T = 0
    let status = clGetDeviceInfo(id, cl_device_info(name), MemoryLayout<T>.size, &result, nil)
    guard status == CL_SUCCESS else { throw failure(status) }
    return result
  }

  func string(_ name: Int32) throws(OpenCLError) -> String { text(try list(name)) }

  func sizes(_ name: Int32) throws(OpenCLError) -> [Int] { try list(name) }

  /// Major and minor, in tens and ones.
  func computeCapability() throws(OpenCLError) -> Int {
    let major: cl_uint = try value(CL_DEVICE_COMPUTE_CAPABILITY_MAJOR_NV)
    let minor: cl_uint = try value(CL_DEVICE_COMPUTE_CAPABILITY_MINOR_NV)
    return Int(major * 10 + minor)
  }

  private func list<T: FixedWidthInteger & BitwiseCopyable>(
    _ name: Int32
  ) throws(OpenCLError) -> [T] {
    var size = 0
    var status = clGetDeviceInfo(id, cl_device_info(name), 0, nil, &size)
    guard status == CL_SUCCESS else { throw failure(status) }
    var values = [T](repeating: 0, count: size / MemoryLayout<T>.stride)
    status = clGetDeviceInfo(
      id, cl_device_info(name), values.count * MemoryLayout<T>.stride, &values, nil)
    guard status == CL_SUCCESS else { throw failure(status) }
    return values
  }

  private func failure(_ status: Int32) -> OpenCLError {
    .call(operation: "reading a device's properties", device: "a device", detail: "", code: status)
  }
}

/// The text of a NUL-terminated answer, without blanks around it.
func text(_ bytes: [UInt8]) -> String {
  let body = bytes.prefix { $0 != 0 }
  let words = String(decoding: body, as: UTF8.self)
  return String(words.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
}
