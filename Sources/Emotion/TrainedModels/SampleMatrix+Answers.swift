import Classical
import Engine

extension SampleMatrix {
  /// A trained model's answers, a row each.
  ///
  /// - Throws: `EngineError.answer` where one holds something else than finite numbers.
  func asAnswers() throws(EngineError) -> SampleMatrix {
    guard let bad = values.firstIndex(where: { !$0.isFinite }) else { return self }
    throw .answer(of: "row \(bad / columns + 1) of the features")
  }
}
