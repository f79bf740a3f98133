extension KnownDevice {
  /// Intel Iris Xe, Xe-LP, of a laptop with 16 GB: 96 execution units by Intel's data sheet, groups of 512 as
  /// reported in github.com/ggml-org/llama.cpp/issues/5467.
  static let irisXe = KnownDevice(
    name: "iris-xe",
    facts: DeviceFacts(
      name: "Intel(R) Iris(R) Xe Graphics", vendor: "Intel(R) Corporation",
      platform: "Intel(R) OpenCL Graphics",
      version: "OpenCL 3.0 NEO", driver: "24.52.32224", kind: .gpu, computeUnits: 96,
      globalMemory: 12 << 30, maxAllocation: 4 << 30, localMemory: 64 << 10,
      maxWorkGroup: 512, maxWorkItemSizes: [512, 512, 512], nativeFloatWidth: 1,
      extensions: [
        "cl_khr_byte_addressable_store", "cl_khr_fp16", "cl_khr_global_int32_base_atomics",
        "cl_khr_subgroups", "cl_intel_subgroups", "cl_intel_required_subgroup_size",
        "cl_intel_subgroups_short",
      ], subGroupWidths: [8, 16, 32], computeCapability: nil),
    // 96 units of 8 lanes at 1.35 GHz by Intel's data sheets; two channels of LPDDR4x-4266.
    peak: KnownDevice.Peak(tflops: 2.07, gbytesPerS: 68))
}
