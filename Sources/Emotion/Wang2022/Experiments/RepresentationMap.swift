/// A map in the plane of the representations of utterances and of their augmented copies.
public struct RepresentationMap: Codable, Sendable, Equatable {
  /// A picture on the map.
  public struct Point: Codable, Sendable, Equatable {
    /// Where it lies; the axes have no unit.
    public let x, y: Float
    /// The class, by its position.
    public let label: Int
    public let isAugmented: Bool
    /// The recording.
    public let file: String
  }

  /// What the augmentor was trained with.
  public let name: String
  public let classes: [String]
  public let points: [Point]
  /// The share of points whose nearest other point, of those from other utterances, is of their
  /// class.
  public let purity: Double

  init(_ name: String, classes: [String], points: [Point]) {
    self.name = name
    self.classes = classes
    self.points = points
    let pure = points.count { point in
      points.filter { $0.file != point.file }.min {
        point.distance(to: $0) < point.distance(to: $1)
      }?
      .label == point.label
    }
    purity = points.isEmpty ? 0 : Double(pure) / Double(points.count)
  }
}

extension RepresentationMap {
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    name = try container.decode(String.self, forKey: .name)
    classes = try container.decode([String].self, forKey: .classes)
    points = try container.decode([Point].self, forKey: .points)
    purity = try container.decode(Double.self, forKey: .purity)
    guard points.allSatisfy({ classes.indices.contains($0.label) }) else {
      throw DecodingError.dataCorruptedError(
        forKey: .points, in: container, debugDescription: "a label is the position of no class")
    }
  }
}

extension RepresentationMap.Point {
  fileprivate func distance(to other: Self) -> Float {
    (x - other.x) * (x - other.x) + (y - other.y) * (y - other.y)
  }
}
