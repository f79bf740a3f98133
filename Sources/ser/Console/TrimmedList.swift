import Foundation

extension String {
  /// The names of an option that takes several with commas, without the blanks around them.
  var trimmedList: [String] {
    split(separator: ",", omittingEmptySubsequences: false)
      .map { $0.trimmingCharacters(in: .whitespaces) }
  }
}
