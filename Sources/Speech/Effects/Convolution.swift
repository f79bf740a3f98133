extension [Float] {
  /// The signal through a filter, as long as the signal: what comes after its end is cut off.
  ///
  /// - Parameter response: the filter's impulse response, at least one sample.
  func convolved(with response: [Double]) -> [Float] {
    guard !isEmpty else { return self }
    // Long enough that nothing comes round to the beginning again; powers of two are fastest.
    var length = 1
    while length < count + response.count - 1 { length *= 2 }
    let fft = RealFFT(length: length)
    return fft.withWorkspace { filter in
      for (index, value) in response.enumerated() { filter.input[index] = value }
      filter.transform()
      return fft.withWorkspace { signal in
        for (index, value) in enumerated() { signal.input[index] = Double(value) }
        signal.transform()
        for bin in 0..<fft.bins {
          let (a, b) = (signal.output[bin], filter.output[bin])
          signal.output[bin] = Amplitude(a.x * b.x - a.y * b.y, a.x * b.y + a.y * b.x)
        }
        signal.transformBack()
        return indices.map { Float(signal.input[$0] / Double(length)) }
      }
    }
  }
}
