import CLibSVM

/// A support vector classifier, C-SVC by LIBSVM; several classes are told apart one against one.
///
/// `@unchecked Sendable`: the model is not changed once it is trained, and LIBSVM's prediction
/// writes nothing but what it allocates.
public final class SupportVectorMachine: @unchecked Sendable {
  /// How alike two samples are.
  public enum Kernel: Sendable, Equatable {
    /// ⟨u, v⟩
    case linear
    /// exp(-γ ‖u - v‖²)
    case rbf(gamma: Double)
  }

  private let model: UnsafeMutablePointer<svm_model>
  /// The support vectors, which the model points to.
  private let nodes: SampleNodes

  /// Trains on samples.
  ///
  /// - Parameters:
  ///   - labels: the class of each sample.
  ///   - cost: C, the price of a sample on the wrong side.
  /// - Throws: `ClassicalError.samples` where there are none or a feature is no finite number,
  ///   `.setting` where LIBSVM refuses the cost or the kernel.
  public init(_ samples: SampleMatrix, labels: [Int], kernel: Kernel, cost: Double)
    throws(ClassicalError)
  {
    try samples.requireFinite(for: "a support vector machine")
    precondition(labels.count == samples.rows, "a label a sample")
    svm_set_print_string_function { _ in }
    nodes = SampleNodes(samples)
    var parameters = Self.parameters(kernel, cost: cost)
    var targets = labels.map(Double.init)
    var rows = nodes.rows
    typealias Outcome = Result<UnsafeMutablePointer<svm_model>, ClassicalError>
    let trained = targets.withUnsafeMutableBufferPointer { targets in
      rows.withUnsafeMutableBufferPointer { rows -> Outcome in
        var problem = svm_problem(
          l: Int32(samples.rows), y: targets.baseAddress, x: rows.baseAddress)
        if let complaint = svm_check_parameter(&problem, &parameters) {
          return .failure(
            .setting("LIBSVM refuses the settings: \(String(cString: complaint))."))
        }
        guard let model = svm_train(&problem, &parameters) else {
          return .failure(.setting("LIBSVM could not train on \(samples.rows) samples."))
        }
        return .success(model)
      }
    }
    model = try trained.get()
  }

  deinit {
    var model: UnsafeMutablePointer<svm_model>? = model
    svm_free_and_destroy_model(&model)
  }

  /// The class of each sample.
  ///
  /// - Throws: `ClassicalError.samples` where a feature is no finite number.
  public func predict(_ samples: SampleMatrix) throws(ClassicalError) -> [Int] {
    try samples.requireFinite(for: "a support vector machine")
    let nodes = SampleNodes(samples)
    return nodes.rows.map { Int(svm_predict(model, $0)) }
  }

  private static func parameters(_ kernel: Kernel, cost: Double) -> svm_parameter {
    var parameters = svm_parameter()
    parameters.svm_type = Int32(C_SVC)
    switch kernel {
    case .linear: parameters.kernel_type = Int32(LINEAR)
    case .rbf(let gamma):
      parameters.kernel_type = Int32(RBF)
      parameters.gamma = gamma
    }
    parameters.C = cost
    // Megabytes for rows of the kernel matrix, and the tolerance at which training ends.
    parameters.cache_size = 200
    parameters.eps = 1e-3
    parameters.shrinking = 1
    return parameters
  }
}

/// Samples in LIBSVM's form, lists of index and value that end in index -1.
private final class SampleNodes {
  let rows: [UnsafeMutablePointer<svm_node>?]
  private let memory: UnsafeMutablePointer<svm_node>

  init(_ samples: SampleMatrix) {
    let stride = samples.columns + 1
    let memory = UnsafeMutablePointer<svm_node>.allocate(capacity: samples.rows * stride)
    for row in 0..<samples.rows {
      var node = memory + row * stride
      for (column, value) in samples[row].enumerated() {
        node.initialize(to: svm_node(index: Int32(column + 1), value: Double(value)))
        node += 1
      }
      node.initialize(to: svm_node(index: -1, value: 0))
    }
    rows = (0..<samples.rows).map { memory + $0 * stride }
    self.memory = memory
  }

  deinit { memory.deallocate() }
}
