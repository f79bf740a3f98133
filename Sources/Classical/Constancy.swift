/// Whether numbers count as all the same: their deviation or range is below a hundred-thousandth of the
/// largest of them, which is some hundred times what single precision rounds away. Whoever divides by
/// such a deviation makes features of rounding errors.
///
/// - Parameters:
///   - spread: the deviation or the range of the numbers.
///   - largest: the magnitude of the largest of them.
public func countsAsConstant(spread: Double, largest: Double) -> Bool {
  spread <= 1e-5 * largest
}
