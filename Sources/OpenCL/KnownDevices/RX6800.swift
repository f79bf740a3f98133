extension KnownDevice {
  /// AMD Radeon RX 6800, RDNA 2 (gfx1030), with 16 GB. ROCm's OpenCL counts pairs of units on RDNA, as in a report
  /// of clinfo on gfx1010 (github.com/ROCm/legacy-rocm-build/issues/1215): 30 of the data sheet's 60.
  static let rx6800 = KnownDevice(
    name: "rx-6800",
    facts: DeviceFacts(
      name: "gfx1030", vendor: "Advanced Micro Devices, Inc.",
      platform: "AMD Accelerated Parallel Processing",
      version: "OpenCL 2.0", driver: "3602.0 (HSA1.1,LC)", kind: .gpu, computeUnits: 30,
      globalMemory: 16 << 30, maxAllocation: 13 << 30, localMemory: 64 << 10,
      maxWorkGroup: 256, maxWorkItemSizes: [1024, 1024, 1024], nativeFloatWidth: 1,
      extensions: [
        "cl_khr_byte_addressable_store", "cl_khr_fp16", "cl_khr_fp64",
        "cl_khr_global_int32_base_atomics", "cl_khr_subgroups",
        "cl_amd_device_attribute_query",
      ], subGroupWidths: [], computeCapability: nil),
    // AMD's data sheet.
    peak: KnownDevice.Peak(tflops: 16.2, gbytesPerS: 512))
}
