/// The names that manifests have for a gender.
public enum Gender {
  private static let names = ["m": "male", "male": "male", "f": "female", "female": "female"]

  /// `male` or `female` for what tables write so or shorter; any other word as it is.
  public static func name(_ word: String) -> String { names[word.lowercased()] ?? word }
}
