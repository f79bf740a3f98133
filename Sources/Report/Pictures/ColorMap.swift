/// Colours along which brightness grows evenly, so that equal steps look equal, in grey too.
public struct ColorMap: Sendable {
  /// Red, green and blue, each from 0 to 255.
  public typealias Color = (red: UInt8, green: UInt8, blue: UInt8)

  /// From dark to bright, at equal distances.
  private let stops: [UInt32]

  /// Magma, from black over violet and orange to pale yellow (van der Walt and Smith 2015).
  public static let magma = ColorMap(stops: [
    0x000004, 0x180F3E, 0x451077, 0x721F81, 0x9F2F7F, 0xCD4071, 0xF1605D, 0xFD9567, 0xFEC98D,
    0xFCFDBF,
  ])

  /// The colour of a value from 0 to 1; those beyond take the nearest, and what is not a number is
  /// grey.
  public func callAsFunction(_ value: Float) -> Color {
    guard !value.isNaN else { return (128, 128, 128) }
    let place = min(max(value, 0), 1) * Float(stops.count - 1)
    let below = min(Int(place), stops.count - 2)
    let share = place - Float(below)
    func channel(_ shift: UInt32) -> UInt8 {
      let low = Float(stops[below] >> shift & 0xFF)
      let high = Float(stops[below + 1] >> shift & 0xFF)
      return UInt8((low + share * (high - low)).rounded())
    }
    return (channel(16), channel(8), channel(0))
  }
}

extension Image {
  /// All colours of a map, from the left to the right.
  init(of colors: ColorMap, width: Int, height: Int) {
    self.init(width: width, height: height)
    for x in 0..<width {
      let color = colors(Float(x) / Float(max(1, width - 1)))
      for y in 0..<height { self[x, y] = color }
    }
  }
}
