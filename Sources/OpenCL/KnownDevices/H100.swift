extension KnownDevice {
  /// NVIDIA H100, Hopper (sm_90), with 80 GB. Units, local memory, version and driver as its driver told this
  /// program (`Benchmarks/results/2026-11-26-h100.md`), the rest as NVIDIA's drivers tell of all devices: a
  /// quarter of the memory in one buffer, groups of 1,024.
  static let h100 = KnownDevice(
    name: "h100",
    facts: DeviceFacts(
      name: "NVIDIA H100 80GB HBM3", vendor: "NVIDIA Corporation", platform: "NVIDIA CUDA",
      version: "OpenCL 3.0 CUDA", driver: "580", kind: .gpu, computeUnits: 132,
      globalMemory: 79 << 30, maxAllocation: 79 << 28, localMemory: 48 << 10,
      maxWorkGroup: 1024, maxWorkItemSizes: [1024, 1024, 64], nativeFloatWidth: 1,
      extensions: [
        "cl_khr_byte_addressable_store", "cl_khr_fp64", "cl_khr_global_int32_base_atomics",
        "cl_nv_compiler_options", "cl_nv_device_attribute_query", "cl_nv_pragma_unroll",
      ], subGroupWidths: [], computeCapability: 90),
    // NVIDIA's data sheet of the H100 SXM.
    peak: KnownDevice.Peak(tflops: 66.9, gbytesPerS: 3_352))
}
