import OpenCL

/// Where arrays lie in one memory, one behind the other, each from where the device lets a part begin.
struct FlatLayout: Equatable {
  /// The first element of each, and how many it has.
  let places: [Range<Int>]

  /// Elements of all, with the gaps between them.
  var count: Int { places.last?.upperBound ?? 0 }

  init(_ shapes: [Shape], on device: Device) {
    let granule = device.partAlignment / MemoryLayout<Float>.stride
    var places: [Range<Int>] = []
    for shape in shapes {
      let end = places.last?.upperBound ?? 0
      let start = (end + granule - 1) / granule * granule
      places.append(start..<start + max(1, shape.count))
    }
    self.places = places
  }
}
