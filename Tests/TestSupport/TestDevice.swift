public import Kernels
public import OpenCL

/// The device that tests run on: the first one, or with `family` used like another kind.
public func testKernels(family: DevicePlan.Family? = nil, profiling: Bool = false)
  throws(OpenCLError) -> Kernels
{
  let device = try Device.choose()
  let queue = try Queue(device, profiling: profiling)
  return Kernels(queue, plan: DevicePlan(device.facts, forced: family))
}
