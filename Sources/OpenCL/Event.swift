import COpenCL

/// A point in a queue's work that can be waited for and, when profiling, timed.
final class Event {
  private let handle: cl_event

  init(_ handle: cl_event) { self.handle = handle }

  deinit { clReleaseEvent(handle) }

  /// Waits; returns OpenCL's status, which of work that failed is the work's own.
  func wait() -> Int32 {
    var event: cl_event? = handle
    let status = clWaitForEvents(1, &event)
    guard status == CL_EXEC_STATUS_ERROR_FOR_EVENTS_IN_WAIT_LIST else { return status }
    var own: cl_int = 0
    let fact = cl_event_info(CL_EVENT_COMMAND_EXECUTION_STATUS)
    let answer = clGetEventInfo(handle, fact, MemoryLayout<cl_int>.size, &own, nil)
    return answer == CL_SUCCESS && own < 0 ? own : status
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
