/// Every operation's cases, by the base name of its files.
public enum Registry {
  public static var operations: [any OperationCases.Type] {
    [
      ActivationCases.self,
      ArithmeticCases.self,
    ]
  }

  public static var checks: [KernelCase] { operations.flatMap { $0.checks } }
  public static var timings: [KernelCase] { operations.flatMap { $0.timings } }
}
