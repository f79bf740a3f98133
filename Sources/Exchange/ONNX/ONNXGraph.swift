public import Files
public import Foundation
import SwiftProtobuf

/// A network as a graph of ONNX, built operator by operator from the weights of a file, which are
/// in the layouts that ONNX has too.
public struct ONNXGraph {
  /// What nodes may carry.
  public enum Attribute: Sendable {
    case int(Int)
    case ints([Int])
    case float(Float)
  }

  private let file: SafetensorsFile
  private var graph = Onnx_GraphProto()

  /// The version of ONNX's operators, of 2021: old enough for every runtime.
  private static let operators: Int64 = 13
  private static let format: Int64 = 7
  /// `TensorProto.DataType.FLOAT`.
  private static let float: Int32 = 1

  /// - Parameter file: whose tensors are the parameters.
  public init(_ name: String, weights file: SafetensorsFile) {
    self.file = file
    graph.name = name
  }

  /// A parameter, by its name in the file.
  ///
  /// - Throws: `FileError` where the file has none of that name, or a number in it is not finite.
  public mutating func parameter(_ name: String) throws(FileError) -> String {
    var tensor = Onnx_TensorProto()
    tensor.name = name
    tensor.dataType = Self.float
    let values = try file.weights(name)
    tensor.dims = (file[name]?.shape ?? []).map(Int64.init)
    // Little-endian, as every machine is that we run on.
    tensor.rawData = values.withUnsafeBytes { Data($0) }
    graph.initializer.append(tensor)
    return name
  }

  /// Adds an operator.
  ///
  /// - Returns: the name of its output.
  public mutating func node(
    _ operation: String, _ inputs: [String], _ attributes: [String: Attribute] = [:],
    output: String? = nil
  ) -> String {
    var node = Onnx_NodeProto()
    node.opType = operation
    node.name = "\(operation)_\(graph.node.count)"
    node.input = inputs
    node.output = [output ?? node.name]
    node.attribute = attributes.sorted { $0.key < $1.key }.map { name, value in
      var attribute = Onnx_AttributeProto()
      attribute.name = name
      switch value {
      case .int(let number): (attribute.i, attribute.type) = (Int64(number), .int)
      case .ints(let numbers): (attribute.ints, attribute.type) = (numbers.map(Int64.init), .ints)
      case .float(let number): (attribute.f, attribute.type) = (number, .float)
      }
      return attribute
    }
    graph.node.append(node)
    return node.output[0]
  }

  /// A linear layer: x · weightᵀ + bias.
  ///
  /// - Throws: `FileError` where the file lacks its weights.
  public mutating func linear(_ x: String, _ name: String, output: String? = nil) throws(FileError)
    -> String
  {
    node(
      "Gemm", [x, try parameter("\(name).weight"), try parameter("\(name).bias")],
      ["transB": .int(1)], output: output)
  }

  /// Linear layers with LeakyReLU between them, as PyTorch numbers a sequence; their names begin
  /// with a prefix, such as `E.`.
  ///
  /// - Throws: `FileError` where the file lacks weights.
  public mutating func perceptron(
    _ x: String, _ prefix: String, slope: Double, output: String? = nil
  ) throws(FileError) -> String {
    let numbers = file.names.filter { $0.hasPrefix(prefix) && $0.hasSuffix(".weight") }
      .compactMap { Int($0.dropFirst(prefix.count).dropLast(7)) }.sorted()
    var x = x
    for number in numbers {
      let isLast = number == numbers.last
      x = try linear(x, "\(prefix)\(number)", output: isLast ? output : nil)
      if !isLast { x = node("LeakyRelu", [x], ["alpha": .float(Float(slope))]) }
    }
    return x
  }

  /// The model's file.
  ///
  /// - Parameters:
  ///   - input: name and shape; nil is the batch, of any size.
  ///   - output: as of the input.
  ///   - metadata: what must be known to use it.
  /// - Throws: `FileError.io` where the message cannot be made.
  public func model(
    input: (name: String, shape: [Int?]), output: (name: String, shape: [Int?]), version: String,
    metadata: [String: String]
  ) throws(FileError) -> Data {
    var model = Onnx_ModelProto()
    model.irVersion = Self.format
    model.producerName = "ser"
    model.producerVersion = version
    var operators = Onnx_OperatorSetIdProto()
    operators.version = Self.operators
    model.opsetImport = [operators]
    model.graph = graph
    model.graph.input = [Self.value(input)]
    model.graph.output = [Self.value(output)]
    model.metadataProps = metadata.sorted { $0.key < $1.key }.map { key, value in
      var entry = Onnx_StringStringEntryProto()
      (entry.key, entry.value) = (key, value)
      return entry
    }
    do {
      return try model.serializedData()
    } catch {
      throw .io(path: "ONNX", why: "the model cannot be written as a message of at most 2 GiB")
    }
  }

  private static func value(_ value: (name: String, shape: [Int?])) -> Onnx_ValueInfoProto {
    var info = Onnx_ValueInfoProto()
    info.name = value.name
    info.type.tensorType.elemType = float
    info.type.tensorType.shape.dim = value.shape.map { size in
      var dimension = Onnx_TensorShapeProto.Dimension()
      if let size { dimension.dimValue = Int64(size) } else { dimension.dimParam = "batch" }
      return dimension
    }
    return info
  }
}
