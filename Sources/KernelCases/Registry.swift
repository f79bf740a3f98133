/// Every operation's cases, by the base name of its files.
public enum Registry {
  public static var operations: [any OperationCases.Type] {
    [
      ActivationCases.self,
      AdamCases.self,
      AdaptiveAvgPool2DCases.self,
      ArithmeticCases.self,
      AttentionPoolCases.self,
      AvgPool2DCases.self,
      BCEWithLogitsCases.self,
      CeilingCases.self,
      Conv2DCases.self,
      ConvTranspose2DCases.self,
      CrossEntropyCases.self,
      DropoutCases.self,
      GradientClippingCases.self,
      L1ConstraintCases.self,
      LSTMCases.self,
      LayoutCases.self,
      MatMulCases.self,
      MaxPool2DCases.self,
      MixupCases.self,
      NormalizationCases.self,
      PadCases.self,
      RandomCases.self,
      ReduceCases.self,
      RowDotCases.self,
      SmacofCases.self,
      SoftmaxCases.self,
      TripletLossCases.self,
      TSNECases.self,
    ]
  }

  public static var checks: [KernelCase] { operations.flatMap { $0.checks } }
  public static var timings: [KernelCase] { operations.flatMap { $0.timings } }
}
