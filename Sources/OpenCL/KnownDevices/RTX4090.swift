extension KnownDevice {
  /// NVIDIA GeForce RTX 4090, Ada (sm_89), with 24 GB: 128 multiprocessors by NVIDIA's Ada white paper; limits
  /// as NVIDIA's drivers tell of all devices.
  static let rtx4090 = KnownDevice(
    name: "rtx-4090",
    facts: DeviceFacts(
      name: "NVIDIA GeForce RTX 4090", vendor: "NVIDIA Corporation", platform: "NVIDIA CUDA",
      version: "OpenCL 3.0 CUDA", driver: "580", kind: .gpu, computeUnits: 128,
      globalMemory: 23 << 30, maxAllocation: 23 << 28, localMemory: 48 << 10,
      maxWorkGroup: 1024, maxWorkItemSizes: [1024, 1024, 64], nativeFloatWidth: 1,
      extensions: [
        "cl_khr_byte_addressable_store", "cl_khr_fp64", "cl_khr_global_int32_base_atomics",
        "cl_nv_compiler_options", "cl_nv_device_attribute_query", "cl_nv_pragma_unroll",
      ], subGroupWidths: [], computeCapability: 89),
    // NVIDIA's Ada white paper.
    peak: KnownDevice.Peak(tflops: 82.6, gbytesPerS: 1_008))
}
