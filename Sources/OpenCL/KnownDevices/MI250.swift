extension KnownDevice {
  /// One of the two devices that an AMD Instinct MI250 is to programs, CDNA 2 (gfx90a), with 64 GB: 104 units by
  /// AMD's data sheet; groups of 256 are what ROCm's OpenCL allows a kernel that asks for no more.
  static let mi250 = KnownDevice(
    name: "mi250",
    facts: DeviceFacts(
      name: "gfx90a:sramecc+:xnack-", vendor: "Advanced Micro Devices, Inc.",
      platform: "AMD Accelerated Parallel Processing",
      version: "OpenCL 2.0", driver: "3602.0 (HSA1.1,LC)", kind: .gpu, computeUnits: 104,
      globalMemory: 64 << 30, maxAllocation: 54 << 30, localMemory: 64 << 10,
      maxWorkGroup: 256, maxWorkItemSizes: [1024, 1024, 1024], nativeFloatWidth: 1,
      extensions: [
        "cl_khr_byte_addressable_store", "cl_khr_fp16", "cl_khr_fp64",
        "cl_khr_global_int32_base_atomics", "cl_khr_subgroups",
        "cl_amd_device_attribute_query",
      ], subGroupWidths: [], computeCapability: nil),
    // AMD's data sheet of the MI250, the half of its 45.3 and 3,277.
    peak: KnownDevice.Peak(tflops: 22.6, gbytesPerS: 1_638))
}
