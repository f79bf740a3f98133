import COpenCL

/// A point in a queue's work that can be waited for and, when profiling, timed.
final class Event {
  private let handle: cl_event

  init(_ handle: cl_event) { self.handle = handle }

  deinit { clReleaseEvent(handle) }

  /// Waits; returns OpenCL's status.
  func wait() -> Int32 {
    var event: cl_event? = handle
    return clWaitForEvents(1, &event)
  }

  /// Seconds on the device between start and end; nil where the queue does not profile.
  var seconds: Double? {
    var start: cl_ulong = 0
    var end: cl_ulong = 0
    let size = MemoryLayout<cl_ulong>.size
    guard
      clGetEventProfilingInfo(
        handle, cl_profiling_info(CL_PROFILING_COMMAND_START), size, &start, nil) == CL_SUCCESS,
      clGetEventProfilingInfo(
        handle, cl_profiling_info(CL_PROFILING_COMMAND_END), size, &end, nil) == CL_SUCCESS
    else { return nil }
    return Double(end &- start) * 1e-9
  }
}
