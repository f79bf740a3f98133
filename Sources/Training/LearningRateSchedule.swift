import Foundation
public import Settings

/// What the learning rate is multiplied by in each epoch: linear warm-up (Goyal et al. 2017, section 2.2), then
/// constant or half a cosine down to 0 (Loshchilov and Hutter 2017, eq. 5 without restarts).
public struct LearningRateSchedule: Sendable, Equatable {
  public enum Decay: String, SettingChoice {
    case constant, cosine
  }

  private let decay: Decay
  private let warmUp: Int
  private let epochs: Int

  /// - Parameters:
  ///   - warmUp: epochs over which the rate rises to its full size, which the first after them has.
  ///   - epochs: the most that there are.
  public init(_ decay: Decay, warmUp: Int, epochs: Int) {
    (self.decay, self.warmUp, self.epochs) = (decay, warmUp, epochs)
  }

  /// Whether every epoch has the full rate.
  public var isConstant: Bool { decay == .constant && warmUp == 0 }

  /// - Parameter epoch: from 0 on.
  public func factor(of epoch: Int) -> Double {
    if epoch < warmUp { return Double(epoch + 1) / Double(warmUp + 1) }
    switch decay {
    case .constant: return 1
    case .cosine:
      let share = Double(epoch - warmUp) / Double(max(1, epochs - warmUp))
      return (1 + cos(.pi * share)) / 2
    }
  }
}
