import Kernels
import OpenCL
import Ranks

extension Kernels {
  /// The statistics of a batch of which each process has a part.
  ///
  /// - Throws: `EngineError.ranks` where another process is gone, `.device` where memory is short or the device
  ///   fails.
  func wholeBatch(
    _ own: Moments, _ size: Normalization, over share: BatchShare
  ) throws(EngineError) -> Moments {
    let (means, variances) = try onDevice { () throws(OpenCLError) in
      (
        try queue.read(own.mean, count: size.channels, as: Float.self),
        try queue.read(own.variance, count: size.channels, as: Float.self)
      )
    }
    // Of all values a channel has in the whole batch, those of this process.
    let number = Double(size.rows) / Double(share.samples.count) * Double(share.whole)
    let part = share.weight
    let centres = try amongRanks { () throws(RankError) in
      try share.ranks.sum(means.map { part * Double($0) })
    }
    let spreads = try amongRanks { () throws(RankError) in
      try share.ranks.sum(
        zip(zip(means, variances), centres).map { own, centre in
          let apart = Double(own.0) - centre
          return part * (Double(own.1) + apart * apart)
        })
    }
    return try onDevice { () throws(OpenCLError) in
      Moments(
        mean: try queue.makeBuffer(centres.map(Float.init)),
        variance: try queue.makeBuffer(spreads.map(Float.init)),
        share: try queue.makeBuffer(
          [Float](repeating: Float(1 / number), count: size.channels)))
    }
  }

  /// Sums over a batch of which each process has a part.
  ///
  /// - Throws: as `wholeBatch` of moments.
  func wholeBatch(
    _ own: (sum: Buffer, product: Buffer), _ size: Normalization, over share: BatchShare
  ) throws(EngineError) -> (sum: Buffer, product: Buffer) {
    let values = try onDevice { () throws(OpenCLError) in
      try queue.read(own.sum, count: size.channels, as: Float.self)
        + queue.read(own.product, count: size.channels, as: Float.self)
    }
    let sums = try amongRanks { () throws(RankError) in
      try share.ranks.sum(values.map(Double.init)).map(Float.init)
    }
    return try onDevice { () throws(OpenCLError) in
      (
        try queue.makeBuffer(Array(sums[..<size.channels])),
        try queue.makeBuffer(Array(sums[size.channels...]))
      )
    }
  }
}
