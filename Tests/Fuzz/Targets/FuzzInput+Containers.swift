import Files
import Foundation

// Lengths and sums of containers would stop nearly every change of their content, so that these
// inputs are the content alone; the containers have targets of their own.
extension FuzzInput {
  /// A zip file with a member a part.
  func archive(_ name: String) throws -> URL {
    let file = try AtomicFile(self(name))
    var writer = ZipWriter(file: file)
    for part in parts { try writer.append(name: part.name, content: Data(part.content)) }
    try writer.finish()
    try file.commit()
    return self(name)
  }

  /// A safetensors file: the part `tensors` has a line `name axis axis = value` each, of which all
  /// numbers are that value, whole ones where it has no point; any other part is text of the metadata,
  /// under its name.
  func tensors(_ name: String) throws -> URL {
    var tensors: [String: (axes: [Int], value: String)] = [:]
    var metadata: [String: String] = [:]
    for part in parts {
      if part.name != "tensors" {
        metadata[part.name] = String(decoding: part.content, as: UTF8.self)
        continue
      }
      for line in part.lines {
        let sides = line.split(separator: " = ")
        let words = sides.first?.split(separator: " ") ?? []
        let axes = words.dropFirst().compactMap { Int($0) }.filter { (0...1_000).contains($0) }
        // Inputs are small, and so is what they stand for.
        guard let name = words.first, axes.count < 5, axes.reduce(1, *) < 100_000 else { continue }
        tensors[String(name)] = (axes, sides.count > 1 ? String(sides[1]) : "0.0")
      }
    }
    let writer = try SafetensorsWriter(
      self(name),
      entries: tensors.map { name, tensor in
        SafetensorsEntry(
          name, Int64(tensor.value) == nil ? .float32 : .int64, shape: tensor.axes)
      }, metadata: metadata)
    for (name, tensor) in tensors {
      let count = tensor.axes.reduce(1, *)
      if let number = Int64(tensor.value) {
        try writer.write([Int64](repeating: number, count: count), for: name)
      } else {
        try writer.write([Float](repeating: Float(tensor.value) ?? 0, count: count), for: name)
      }
    }
    try writer.commit()
    return self(name)
  }
}
