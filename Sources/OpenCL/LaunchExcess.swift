/// A size that is over what a device allows, or the compiled kernel there.
public struct LaunchExcess: Hashable, Sendable, CustomStringConvertible {
  public enum Quantity: Hashable, Sendable {
    /// Work-items of a group, in all and along the axis x, y or z (0, 1 or 2).
    case workGroup
    case workItems(axis: Int)
    /// Bytes of local memory.
    case localMemory
    /// Groups along an axis.
    case groups(axis: Int)
  }

  public let quantity: Quantity
  public let size: Int
  public let limit: Int

  init(_ quantity: Quantity, _ size: Int, limit: Int) {
    (self.quantity, self.size, self.limit) = (quantity, size, limit)
  }

  /// Groups along y or z that are more than CUDA's grids and some of AMD's have; nil where they are not.
  init?(groupsIn global: [Int], of local: [Int]) {
    let groups = zip(global, local).map { $0 / $1 }
    guard let axis = groups.indices.dropFirst().first(where: { groups[$0] > Self.mostGroups })
    else { return nil }
    self.init(.groups(axis: axis), groups[axis], limit: Self.mostGroups)
  }

  /// Groups along y or z that every device launches; OpenCL has no question for it.
  public static let mostGroups = 65_535

  public var description: String { "\(size) \(quantity), where \(limit) are allowed" }
}

extension LaunchExcess.Quantity: CustomStringConvertible {
  public var description: String {
    func name(_ axis: Int) -> String { axis < 3 ? ["x", "y", "z"][axis] : "axis \(axis)" }
    return switch self {
    case .workGroup: "work-items in a group"
    case .workItems(let axis): "work-items along \(name(axis)) of a group"
    case .localMemory: "bytes of local memory"
    case .groups(let axis): "groups along \(name(axis))"
    }
  }
}

extension Kernel {
  /// The first size of a launch in such groups that is too much for the device, or for the kernel as it
  /// was compiled there; nil where there is none.
  func excess(of local: [Int]?, on device: DeviceFacts) -> LaunchExcess? {
    if localMemory > device.localMemory {
      return LaunchExcess(.localMemory, localMemory, limit: device.localMemory)
    }
    guard let local else { return nil }
    for (axis, (size, limit)) in zip(local, device.maxWorkItemSizes).enumerated()
    where size > limit {
      return LaunchExcess(.workItems(axis: axis), size, limit: limit)
    }
    let items = local.reduce(1, *)
    return items > maxWorkGroup ? LaunchExcess(.workGroup, items, limit: maxWorkGroup) : nil
  }
}
