public import OpenCL
public import Ranks

/// What an operation of the engine was given wrongly, or what the device refused.
public enum EngineError: Error, Equatable, Sendable {
  /// Shapes that an operation cannot take.
  case shape(operation: String, expected: String, found: String)
  /// A gradient was asked for through an operation that has none.
  case noGradient(operation: String)
  /// Gradients were asked for twice: the saved tensors are gone after the first time.
  case spent(operation: String)
  /// A parameter that the loss does not depend on.
  case unreachable(parameter: String)
  /// Weights that do not fit the model: the first name or shape that differs.
  case weights(file: String, reason: String)
  /// A loss or a parameter that is no longer a finite number.
  case notFinite(what: String)
  /// A trained model's answer that is no finite number.
  case answer(of: String)
  case device(OpenCLError)
  /// The other processes of a training cannot be reached.
  case ranks(RankError)
}

extension EngineError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .shape(let operation, let expected, let found):
      "\(operation) wants \(expected) but was given \(found)"
    case .noGradient(let operation):
      "\(operation) has no gradient"
    case .spent(let operation):
      "the gradient of \(operation) was already taken; run the forward pass again"
    case .unreachable(let parameter):
      "the loss does not depend on the parameter \(parameter)"
    case .weights(let file, let reason):
      "\(file) does not hold weights of this model: \(reason)."
    case .notFinite(let what):
      "\(what) is not a finite number any more; use a smaller learning rate."
    case .answer(let what):
      "the model's answer for \(what) is no finite number, as where what it is asked about, its weights or "
        + "its card are damaged; see whether others are answered, and take another copy of the model."
    case .device(let error):
      error.description
    case .ranks(let error):
      error.description
    }
  }
}

/// Runs device work, turning its errors into the engine's.
///
/// - Throws: `EngineError.device` with what `body` throws.
@inline(__always)
func onDevice<R>(_ body: () throws(OpenCLError) -> R) throws(EngineError) -> R {
  do { return try body() } catch { throw .device(error) }
}

/// Asks the other processes, turning errors into the engine's.
///
/// - Throws: `EngineError.ranks` with what `body` throws.
func amongRanks<R>(_ body: () throws(RankError) -> R) throws(EngineError) -> R {
  do { return try body() } catch { throw .ranks(error) }
}
