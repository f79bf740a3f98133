/// Every operation's cases, by the base name of its files.
public enum Registry {
  public static var operations: [any OperationCases.Type] {
    [
      ActivationCases.self,
      AdamCases.self,
      AdaptiveAvgPool2DCases.self,
      ArithmeticCases.self,
      AvgPool2DCases.self,
      BCEWithLogitsCases.self,
      DropoutCases.self,
      GradientClippingCases.self,
      LayoutCases.self,
      MaxPool2DCases.self,
      NormalizationCases.self,
      PadCases.self,
      RandomCases.self,
      ReduceCases.self,
    ]
  }

  public static var checks: [KernelCase] { operations.flatMap { $0.checks } }
  public static var timings: [KernelCase] { operations.flatMap { $0.timings } }
}
