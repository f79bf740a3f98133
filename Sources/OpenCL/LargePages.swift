import COpenCL

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Memory of a CPU in large pages, which Linux gives only where it is asked for them, as drivers do not: a core
/// finds its place in memory by a table of pages, and that of small ones is more than it keeps at hand.
enum LargePages {
  /// Bytes of one.
  static let size = 2 << 20

  /// Memory that the program has for the device; nil where there is none, or no page so large.
  static func makeMemory(_ context: cl_context, bytes: Int) -> cl_mem? {
    #if os(Linux)
      var pointer: UnsafeMutableRawPointer?
      guard posix_memalign(&pointer, size, bytes) == 0, let pointer else { return nil }
      var status: cl_int = 0
      guard madvise(pointer, bytes, MADV_HUGEPAGE) == 0,
        let memory = clCreateBuffer(
          context, cl_mem_flags(CL_MEM_READ_WRITE | CL_MEM_USE_HOST_PTR), bytes, pointer, &status)
      else {
        free(pointer)
        return nil
      }
      guard
        clSetMemObjectDestructorCallback(memory, { _, pointer in free(pointer) }, pointer)
          == CL_SUCCESS
      else {
        clReleaseMemObject(memory)
        free(pointer)
        return nil
      }
      return memory
    #else
      return nil
    #endif
  }
}
