package import Files
package import Foundation

/// The file of one test vector: what goes into an operation, and what PyTorch got out of it.
///
/// Names tell what a tensor is: `in.*`, `param.*`, `gout.*` (gradients of the outputs), `w0.*` and
/// `step.K.*` are given; all others are expected.
package struct VectorFile: Sendable {
  /// The name of the case: that of the file without its ending.
  package let name: String
  /// What is computed, as in "conv2d".
  package let operation: String
  private let attributes: Data
  private let file: SafetensorsFile

  /// - Throws: `FileError` where the file is missing, broken or no test vector.
  package init(contentsOf url: URL) throws(FileError) {
    name = url.deletingPathExtension().lastPathComponent
    file = try SafetensorsFile(contentsOf: url)
    guard let operation = file.metadata["op"] else {
      throw .malformed(
        path: url.path,
        what: "its metadata lack \"op\", the operation that a test vector names; write it anew")
    }
    self.operation = operation
    attributes = Data((file.metadata["attrs"] ?? "{}").utf8)
    if expected.isEmpty {
      throw .malformed(
        path: url.path, what: "it holds no expected tensor such as \"out.y\"; write it anew")
    }
  }

  /// The names of the expected tensors, in the file's order.
  package var expected: [String] {
    let given = ["in", "param", "gout", "step", "w0"]
    return file.names.filter { name in !given.contains { name.hasPrefix("\($0).") } }
  }

  /// The names that begin so, without that beginning.
  package func names(_ prefix: String) -> [String] {
    file.names.filter { $0.hasPrefix(prefix) }.map { String($0.dropFirst(prefix.count)) }
  }

  package func contains(_ name: String) -> Bool { file[name] != nil }

  /// The operation's settings.
  ///
  /// - Throws: `FileError.malformed` where one is missing or of another type.
  package func attributes<Attributes: Decodable>(
    _ type: Attributes.Type = Attributes.self
  ) throws(FileError) -> Attributes {
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    do {
      return try decoder.decode(Attributes.self, from: attributes)
    } catch {
      throw malformed("its attributes are not those of \(operation): \(reason(error))")
    }
  }

  /// A tensor of any type.
  ///
  /// - Throws: `FileError.malformed` where there is no such tensor, `.io`.
  package func array(_ name: String) throws(FileError) -> VectorArray {
    let shape = file[name]?.shape ?? []
    let values =
      isInteger(name)
      ? try file.int64s(name).map(Double.init) : try file.floats(name).map(Double.init)
    return VectorArray(values, shape: shape)
  }

  /// A tensor of floating-point numbers with its shape.
  ///
  /// - Throws: `FileError.malformed` where there is no such tensor or it holds integers, `.io`.
  package func floats(_ name: String) throws(FileError) -> (values: [Float], shape: [Int]) {
    (try file.floats(name), file[name]?.shape ?? [])
  }

  /// A tensor of integers, each within a range.
  ///
  /// - Throws: `FileError.malformed` where there is no such tensor, it holds no integers, or one is
  ///   outside the range; `.io`.
  package func integers(
    _ name: String, in range: Range<Int> = Int(Int32.min)..<Int(Int32.max)
  ) throws(FileError) -> [Int] {
    let values = try file.int64s(name).map { Int($0) }
    if let stranger = values.first(where: { !range.contains($0) }) {
      throw malformed("its tensor \"\(name)\" holds \(stranger), which is not in \(range)")
    }
    return values
  }

  package func isInteger(_ name: String) -> Bool {
    switch file[name]?.type {
    case .int64, .int32, .uint8, .bool: true
    case .float64, .float32, .float16, .bfloat16, nil: false
    }
  }

  /// An error that names this file.
  package func malformed(_ what: String) -> FileError { .malformed(path: file.path, what: what) }

  private func reason(_ error: any Error) -> String {
    func path(_ context: DecodingError.Context) -> String {
      "\"\(context.codingPath.map(\.stringValue).joined(separator: "."))\""
    }
    switch error {
    case DecodingError.keyNotFound(let key, _): return "\"\(key.stringValue)\" is missing"
    case DecodingError.typeMismatch(_, let context), DecodingError.valueNotFound(_, let context):
      return "\(path(context)) is of another type"
    case DecodingError.dataCorrupted(let context) where !context.codingPath.isEmpty:
      return "\(path(context)) \(context.debugDescription)"
    default: return "they are no JSON"
    }
  }
}
