/// A setting for both axes of a picture: PyTorch takes one number for both or two.
struct Pair: Decodable, Sendable {
  let height: Int
  let width: Int

  var both: (height: Int, width: Int) { (height, width) }

  init(_ height: Int, _ width: Int) {
    self.height = height
    self.width = width
  }

  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if let both = try? container.decode(Int.self) {
      self.init(both, both)
      return
    }
    let sides = try container.decode([Int].self)
    guard let height = sides.first, sides.count <= 2 else {
      throw DecodingError.dataCorruptedError(
        in: container, debugDescription: "is neither one number nor two")
    }
    self.init(height, sides.last ?? height)
  }
}
