/// How products and convolutions round their factors. Sums are float32 always.
public enum Precision: String, CaseIterable, Codable, Sendable {
  /// Not at all.
  case float32
  /// Each to the sum of two numbers with 10 bits after the point, of whose four products the three larger
  /// count: about as exact as float32.
  case tf32x3
  /// To 10 bits after the point, as PyTorch's convolutions on NVIDIA's GPUs are by default.
  case tf32

  /// Numbers that stand for a factor.
  var parts: Int { self == .tf32x3 ? 2 : 1 }

  /// Products of parts that count, for a product of factors.
  var products: Int { self == .tf32x3 ? 3 : 1 }

  /// What Winograd's products are done with. Its transforms make errors of rounded factors several times
  /// as large, and leave so few products that they need not be that cheap.
  var forWinograd: Precision { self == .tf32 ? .tf32x3 : self }
}
