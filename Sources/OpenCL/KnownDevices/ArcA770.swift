extension KnownDevice {
  /// Intel Arc A770, Xe-HPG (dg2), with 16 GB: 512 vector engines by Intel's data sheet, limits and sub-groups as
  /// reports of clinfo on this family have them (github.com/intel/compute-runtime/issues/618,
  /// github.com/openvinotoolkit/openvino/issues/20012).
  static let arcA770 = KnownDevice(
    name: "arc-a770",
    facts: DeviceFacts(
      name: "Intel(R) Arc(TM) A770 Graphics", vendor: "Intel(R) Corporation",
      platform: "Intel(R) OpenCL Graphics",
      version: "OpenCL 3.0 NEO", driver: "24.52.32224", kind: .gpu, computeUnits: 512,
      globalMemory: 15 << 30, maxAllocation: 4 << 30, localMemory: 64 << 10,
      maxWorkGroup: 1024, maxWorkItemSizes: [1024, 1024, 1024], nativeFloatWidth: 1,
      extensions: [
        "cl_khr_byte_addressable_store", "cl_khr_fp16", "cl_khr_global_int32_base_atomics",
        "cl_khr_subgroups", "cl_intel_subgroups", "cl_intel_required_subgroup_size",
        "cl_intel_subgroups_short",
        "cl_intel_subgroup_matrix_multiply_accumulate",
      ], subGroupWidths: [8, 16, 32], computeCapability: nil),
    // Intel's data sheet: 512 engines of 8 lanes at 2.1 GHz.
    peak: KnownDevice.Peak(tflops: 17.2, gbytesPerS: 560))
}
