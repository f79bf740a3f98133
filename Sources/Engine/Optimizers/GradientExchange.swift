import Kernels
import OpenCL
import Ranks

/// Adds up the gradients of several processes, in buckets, each as soon as the last of its gradients is there:
/// while the backward pass goes on to the layers before. As `DistributedDataParallel` of PyTorch does (Li et al.
/// 2020).
///
/// The device hands a bucket to the host, where the sum is made in place. All processes take the same way back
/// over the tape, so that they begin the same sums in the same order.
final class GradientExchange {
  private let ranks: Ranks
  private var buckets: [Bucket]
  /// The bucket of each parameter.
  private let bucketOf: [Int]

  /// Bytes of a bucket: enough that the network and not each message's start takes the time.
  private static let size = 25 << 20

  private struct Bucket {
    let memory: FlatArrays
    /// The elements of the memory.
    var place: Range<Int>
    var missing = 1
    var sum: (values: MappedValues, pending: PendingSum)?
  }

  /// - Parameter memories: the gradients' arrays, in the order of the parameters.
  init(of memories: [FlatArrays], among ranks: Ranks) {
    self.ranks = ranks
    var (buckets, bucketOf): ([Bucket], [Int]) = ([], [])
    for memory in memories {
      var isFirst = true
      for place in memory.layout.places {
        if !isFirst, var last = buckets.last,
          (place.upperBound - last.place.lowerBound) * MemoryLayout<Float>.stride <= Self.size
        {
          last.place = last.place.lowerBound..<place.upperBound
          last.missing += 1
          buckets[buckets.count - 1] = last
        } else {
          buckets.append(Bucket(memory: memory, place: place))
        }
        isFirst = false
        bucketOf.append(buckets.count - 1)
      }
    }
    (self.buckets, self.bucketOf) = (buckets, bucketOf)
  }

  /// Notes that a gradient lies in its place, and begins the sum of its bucket where it is the last.
  ///
  /// - Throws: `EngineError.device` where the device fails.
  func take(_ parameter: Int) throws(EngineError) {
    let number = bucketOf[parameter]
    buckets[number].missing -= 1
    if buckets[number].missing == 0 { try begin(number) }
  }

  private func begin(_ number: Int) throws(EngineError) {
    let bucket = buckets[number]
    let values = try onDevice { () throws(OpenCLError) in
      try bucket.memory.startMapping(bucket.place)
    }
    let arrival = values.arrival
    buckets[number].sum = (values, ranks.beginSum { try arrival.wait() })
  }

  /// Waits for all sums, and gives them to the device.
  ///
  /// - Throws: `EngineError.ranks` where another process is gone, `.device` where the device fails.
  func finish() throws(EngineError) {
    for number in buckets.indices where buckets[number].sum == nil { try begin(number) }
    let sums = buckets.compactMap(\.sum)
    do {
      try ranks.wait(for: sums.map(\.pending)) { try sums[$0].values.giveBack() }
    } catch let error as RankError {
      throw .ranks(error)
    } catch let error as OpenCLError {
      throw .device(error)
    } catch {
      throw .ranks(.call("a sum of gradients", reason: "\(error)"))
    }
  }
}
