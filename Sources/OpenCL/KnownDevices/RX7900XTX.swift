extension KnownDevice {
  /// AMD Radeon RX 7900 XTX, RDNA 3 (gfx1100), with 24 GB: 48 pairs of units (see `rx6800`) of the data sheet's 96.
  static let rx7900XTX = KnownDevice(
    name: "rx-7900-xtx",
    facts: DeviceFacts(
      name: "gfx1100", vendor: "Advanced Micro Devices, Inc.",
      platform: "AMD Accelerated Parallel Processing",
      version: "OpenCL 2.0", driver: "3602.0 (HSA1.1,LC)", kind: .gpu, computeUnits: 48,
      globalMemory: 24 << 30, maxAllocation: 20 << 30, localMemory: 64 << 10,
      maxWorkGroup: 256, maxWorkItemSizes: [1024, 1024, 1024], nativeFloatWidth: 1,
      extensions: [
        "cl_khr_byte_addressable_store", "cl_khr_fp16", "cl_khr_fp64",
        "cl_khr_global_int32_base_atomics", "cl_khr_subgroups",
        "cl_amd_device_attribute_query",
      ], subGroupWidths: [], computeCapability: nil),
    // AMD's data sheet, which counts two operations issued together.
    peak: KnownDevice.Peak(tflops: 61.4, gbytesPerS: 960))
}
