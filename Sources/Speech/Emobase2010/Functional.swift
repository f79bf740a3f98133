/// One number that sums up a contour, under openSMILE's name for it.
enum Functional: String, CaseIterable, Sendable {
  case maxPos, minPos, amean
  case linregc1, linregc2, linregerrA, linregerrQ
  case stddev, skewness, kurtosis
  case quartile1, quartile2, quartile3
  case iqr12 = "iqr1-2"
  case iqr23 = "iqr2-3"
  case iqr13 = "iqr1-3"
  case percentile1 = "percentile1.0"
  case percentile99 = "percentile99.0"
  case pctlrange = "pctlrange0-1"
  case upleveltime75, upleveltime90

  /// Those of contours that have a value in every frame.
  static let ofSpectrum = allCases
  /// Those of contours that have a value only where the voice is.
  static let ofVoice = allCases.filter { $0 != .percentile1 && $0 != .pctlrange }
}
