import Foundation
public import Kernels

/// The outcome of one test vector under one plan.
public struct VectorCheck: Codable, Sendable {
  /// The name of the case, as in "conv2d_k3s1p1".
  public let name: String
  /// The operation, as in "conv2d"; empty where the file does not say.
  public let operation: String
  /// How the kernels were laid out; nil where nothing was run.
  public let family: DevicePlan.Family?
  /// How convolutions were done; nil where nothing was run.
  public let convolution: DevicePlan.Convolution?
  /// The tensor that used up most of what it is allowed; nil where nothing could be compared.
  public let worst: VectorDeviation?
  /// Why the case could not be run or compared, as a sentence; nil where it could.
  public let problem: String?
  /// Whether every expected tensor was found as it should be.
  public let agrees: Bool

  /// A case that could not be run.
  init(
    _ name: String, operation: String = "", plan: DevicePlan? = nil, problem: String
  ) {
    self.name = name
    self.operation = operation
    family = plan?.family
    convolution = plan?.convolution
    self.problem = problem
    worst = nil
    agrees = false
  }

  /// Compares everything that a case expects with what was found.
  ///
  /// - Throws: `FileError` where a tensor cannot be read, is no result of the operation, or has
  ///   another shape than its result.
  init(
    _ file: VectorFile, plan: DevicePlan, found: [String: VectorArray],
    _ index: VectorIndex?
  ) throws {
    var deviations: [VectorDeviation] = []
    for tensor in file.expected {
      let expected = try file.array(tensor)
      guard let found = found[tensor] else {
        throw file.malformed("its tensor \"\(tensor)\" is no result of \(file.operation)")
      }
      guard found.shape == expected.shape else {
        throw file.malformed(
          "its tensor \"\(tensor)\" is \(expected.shape) where \(file.operation) gives \(found.shape)"
        )
      }
      if let start = try file.start(ofWeight: tensor), !file.isInteger(tensor) {
        deviations.append(
          VectorDeviation(tensor, of: found, from: expected, start: start))
      } else {
        deviations.append(
          VectorDeviation(
            tensor, of: found, from: expected, isInteger: file.isInteger(tensor),
            index?.tolerance(of: tensor, in: file.name) ?? VectorTolerance(of: expected)))
      }
    }
    name = file.name
    operation = file.operation
    family = plan.family
    convolution = plan.convolution
    worst = deviations.max { $0.ratio < $1.ratio }
    agrees = deviations.allSatisfy(\.agrees)
    problem = nil
  }
}

extension VectorCheck: CustomStringConvertible {
  /// A line: the case, its plan, and its worst tensor or what went wrong.
  public var description: String {
    let algorithm = convolution == .winograd ? ", winograd" : ""
    let plan = family.map { " (\($0.rawValue)\(algorithm))" } ?? ""
    if let problem { return "\(name)\(plan): \(problem)" }
    guard let worst else { return "\(name)\(plan): nothing was compared" }
    let error = worst.error.map { String(format: "%.2g", $0) } ?? "no finite number"
    let allowed = String(format: "%.2g", worst.allowed)
    return "\(name)\(plan): \(worst.tensor) is off by \(error) where \(allowed) is allowed"
  }
}

extension VectorFile {
  /// Where a weight stood before the first step, for one expected after some step: `w0.net.weight`
  /// for `w3.net.weight`; nil for any other tensor.
  ///
  /// - Throws: `FileError` where the file lacks the weight before the first step, or it cannot be
  ///   read.
  fileprivate func start(ofWeight tensor: String) throws -> VectorArray? {
    guard let match = tensor.wholeMatch(of: /w[0-9]+(\..+)/) else { return nil }
    return try array("w0\(match.1)")
  }
}
