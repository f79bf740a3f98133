/// A number of pixels, channels or units in the attributes of a vector: above 0, and not absurd.
package struct Size: Decodable, Sendable {
  package let count: Int

  package init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    count = try container.decode(Int.self)
    guard 1...65_536 ~= count else {
      throw DecodingError.dataCorruptedError(
        in: container, debugDescription: "is \(count), which is not in 1...65536")
    }
  }
}
