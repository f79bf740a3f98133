import Files
import TestVectors

extension FuzzTarget {
  /// `tensors`, `op` and `attrs`.
  static let testVector = FuzzTarget("test-vector") { input in
    let file = try VectorFile(contentsOf: input.tensors("vector.safetensors"))
    for name in file.names("") { _ = try file.array(name) }
  }
}
