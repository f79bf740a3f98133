extension KnownDevice {
  /// NVIDIA A100, Ampere (sm_80), with 40 GB: 108 multiprocessors by NVIDIA's data sheet of the A100; limits
  /// as NVIDIA's drivers tell of all devices.
  static let a100 = KnownDevice(
    name: "a100",
    facts: DeviceFacts(
      name: "NVIDIA A100-SXM4-40GB", vendor: "NVIDIA Corporation", platform: "NVIDIA CUDA",
      version: "OpenCL 3.0 CUDA", driver: "580", kind: .gpu, computeUnits: 108,
      globalMemory: 39 << 30, maxAllocation: 39 << 28, localMemory: 48 << 10,
      maxWorkGroup: 1024, maxWorkItemSizes: [1024, 1024, 64], nativeFloatWidth: 1,
      extensions: [
        "cl_khr_byte_addressable_store", "cl_khr_fp64", "cl_khr_global_int32_base_atomics",
        "cl_nv_compiler_options", "cl_nv_device_attribute_query", "cl_nv_pragma_unroll",
      ], subGroupWidths: [], computeCapability: 80),
    // NVIDIA's data sheet of the A100 SXM with 40 GB.
    peak: KnownDevice.Peak(tflops: 19.5, gbytesPerS: 1_555))
}
