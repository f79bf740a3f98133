import Kernels
import OpenCL

/// Arrays in one memory of a device: what is done to all of them alike is one launch, and what is sent of
/// them one message.
///
/// Changed in place by kernels, as only those may who hold it; tensors over its arrays keep theirs, as
/// every tensor does.
final class FlatArrays {
  let layout: FlatLayout
  private let kernels: Kernels
  private(set) var whole: Buffer
  private(set) var arrays: [Buffer]

  /// Zeros, and between the arrays too, so that a sum over the whole is that of the arrays.
  ///
  /// - Throws: `EngineError.device` where memory is short.
  init(_ layout: FlatLayout, on kernels: Kernels) throws(EngineError) {
    (self.layout, self.kernels) = (layout, kernels)
    (whole, arrays) = try onDevice { () throws(OpenCLError) in
      let (whole, parts) = try kernels.memory(layout)
      try kernels.queue.fill(whole, with: Float(0), count: layout.count)
      return (whole, parts)
    }
  }

  subscript(index: Int) -> Buffer { arrays[index] }

  /// Begins to hand elements to the host.
  ///
  /// - Parameter place: from where an array begins.
  /// - Throws: as `Queue.startMapping`.
  func startMapping(_ place: Range<Int>) throws(OpenCLError) -> MappedValues {
    let stride = MemoryLayout<Float>.stride
    return try kernels.queue.startMapping(
      kernels.queue.part(of: whole, at: place.lowerBound * stride, bytes: place.count * stride))
  }

  /// Makes sure that nobody else sees a change in place: where somebody holds one of the arrays, these
  /// go on as a copy.
  ///
  /// - Returns: whether they do.
  /// - Throws: `EngineError.device` where memory is short or the device fails.
  func makeUnique() throws(EngineError) -> Bool {
    if arrays.indices.allSatisfy({ isKnownUniquelyReferenced(&arrays[$0]) }) { return false }
    (whole, arrays) = try onDevice { () throws(OpenCLError) in
      let (copy, parts) = try kernels.memory(layout)
      try kernels.queue.copy(whole, to: copy, bytes: layout.count * MemoryLayout<Float>.stride)
      return (copy, parts)
    }
    return true
  }
}

extension Kernels {
  fileprivate func memory(_ layout: FlatLayout) throws(OpenCLError) -> (Buffer, [Buffer]) {
    let whole = try floats(layout.count, for: "arrays in one memory")
    let stride = MemoryLayout<Float>.stride
    var parts: [Buffer] = []
    for place in layout.places {
      parts.append(
        try queue.part(of: whole, at: place.lowerBound * stride, bytes: place.count * stride))
    }
    return (whole, parts)
  }
}
