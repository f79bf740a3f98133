extension KnownDevice {
  /// A device of Apple's OpenCL 1.2, an M1 with 16 GB, as reports of clinfo have it
  /// (github.com/hashcat/hashcat/issues/2976, github.com/diku-dk/futhark/issues/1708): 8 units, 32 KiB of local
  /// memory, 256 work-items a group, two thirds of the memory.
  static let apple = KnownDevice(
    name: "apple",
    facts: DeviceFacts(
      name: "Apple M1", vendor: "Apple", platform: "Apple",
      version: "OpenCL 1.2", driver: "1.2 1.0", kind: .gpu, computeUnits: 8,
      globalMemory: 10 << 30, maxAllocation: 2 << 30, localMemory: 32 << 10,
      maxWorkGroup: 256, maxWorkItemSizes: [256, 256, 256], nativeFloatWidth: 1,
      extensions: [
        "cl_khr_byte_addressable_store", "cl_khr_global_int32_base_atomics",
        "cl_APPLE_SetMemObjectDestructor",
      ], subGroupWidths: [], computeCapability: nil),
    // Apple's announcement of the M1; LPDDR4x-4266 over 128 bits.
    peak: KnownDevice.Peak(tflops: 2.6, gbytesPerS: 68))
}
