extension KnownDevice {
  /// NVIDIA GeForce RTX 3060, Ampere (sm_86), with 12 GB: 28 multiprocessors by NVIDIA's GA102 white paper and
  /// data sheet; limits as NVIDIA's drivers tell of all devices.
  static let rtx3060 = KnownDevice(
    name: "rtx-3060",
    facts: DeviceFacts(
      name: "NVIDIA GeForce RTX 3060", vendor: "NVIDIA Corporation", platform: "NVIDIA CUDA",
      version: "OpenCL 3.0 CUDA", driver: "580", kind: .gpu, computeUnits: 28,
      globalMemory: 12 << 30, maxAllocation: 3 << 30, localMemory: 48 << 10,
      maxWorkGroup: 1024, maxWorkItemSizes: [1024, 1024, 64], nativeFloatWidth: 1,
      extensions: [
        "cl_khr_byte_addressable_store", "cl_khr_fp64", "cl_khr_global_int32_base_atomics",
        "cl_nv_compiler_options", "cl_nv_device_attribute_query", "cl_nv_pragma_unroll",
      ], subGroupWidths: [], computeCapability: 86),
    // NVIDIA's data sheet.
    peak: KnownDevice.Peak(tflops: 12.7, gbytesPerS: 360))
}
