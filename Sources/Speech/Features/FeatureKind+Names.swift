import Files

extension FeatureKind {
  /// What features of these names are, where the file says, else by the names: the 1582 features where
  /// most are of these, else a user's own.
  ///
  /// - Parameters:
  ///   - declared: what the file says.
  ///   - path: names the file in errors.
  /// - Throws: `FileError.malformed` where the names are not those of the kind, in its order, or no
  ///   features can be of such a kind.
  init(
    of names: [String], declared: FeatureKind?, path: String
  ) throws(FileError) {
    if names.isEmpty { throw .malformed(path: path, what: "it has no feature; extract them anew") }
    if names.contains("") {
      throw .malformed(path: path, what: "a feature has no name; give it one")
    }
    let variant: Emobase2010.Variant
    if let declared {
      if let problem = declared.problem {
        throw .malformed(path: path, what: "\(problem); write it again")
      }
      self = declared
      guard declared.set == Self.is10Set else {
        try Self.requireDifferent(names, path: path)
        // Its switches may say more, as that they are normalised.
        if declared.set == Self.ownSet, declared.variant != Self.own(names).variant {
          throw .malformed(
            path: path,
            what:
              "its columns are said to be \(declared), and are \(Self.own(names)); write it again")
        }
        return
      }
      guard let known = Emobase2010.Variant(rawValue: declared.variant) else {
        let all = Emobase2010.Variant.allCases.map(\.rawValue).joined(separator: ", ")
        throw .malformed(
          path: path,
          what: "its features are said to be of the variant \(declared.variant), which is none of "
            + "\(all); name the right one")
      }
      variant = known
    } else {
      guard let likeliest = Self.likeliestVariant(of: names) else {
        try Self.requireDifferent(names, path: path)
        try Self.requireFeatures(names, path: path)
        self = .own(names)
        return
      }
      variant = likeliest
      self = .is10(variant)
    }
    if let difference = variant.difference(to: names) {
      throw .malformed(path: path, what: difference)
    }
  }

  private static func requireDifferent(_ names: [String], path: String) throws(FileError) {
    if let name = names.firstRepeated {
      throw .malformed(path: path, what: "the feature \(name) is there twice; remove one")
    }
  }

  /// What manifests call the columns that a classifier must not see, and what programs call row numbers.
  private static let others: Set = [
    "class", "label", "labels", "emotion", "emotions", "target", "speaker", "speaker_id", "gender",
    "session", "split", "fold", "index", "unnamed: 0",
  ]

  /// - Throws: `FileError.malformed` where a column says what is to be recognised, or who speaks.
  private static func requireFeatures(_ names: [String], path: String) throws(FileError) {
    if let name = names.first(where: { others.contains($0.lowercased()) }) {
      throw .malformed(
        path: path,
        what:
          "the column \(name) is no feature by its name; remove it, or give it another name if it is one"
      )
    }
  }

  /// The variant of the 1582 features that most of the names are of; nil where they are of none.
  private static func likeliestVariant(of names: [String]) -> Emobase2010.Variant? {
    let known = Set(names)
    let shared = Emobase2010.Variant.allCases.map { variant in
      (variant, variant.names.count(where: known.contains))
    }
    guard let likeliest = shared.max(by: { $0.1 < $1.1 }), 2 * likeliest.1 > known.count else {
      return nil
    }
    return likeliest.0
  }
}

extension Emobase2010.Variant {
  /// How names differ from this variant's 1582 in their order, as a clause, or nil.
  fileprivate func difference(to found: [String]) -> String? {
    if found == names { return nil }
    let expectation = "the \(names.count) of \(rawValue) are expected in openSMILE's order"
    func list(_ names: [String]) -> String {
      names.count == 1 ? names[0] : "\(names[0]) and \(names.count - 1) more"
    }
    let (wanted, present) = (Set(names), Set(found))
    let missing = names.filter { !present.contains($0) }
    if !missing.isEmpty {
      return "it has \(found.count) features and lacks \(list(missing)), where \(expectation); "
        + "extract them anew"
    }
    if let name = found.firstRepeated { return "the feature \(name) is there twice; remove one" }
    let further = found.filter { !wanted.contains($0) }
    if !further.isEmpty {
      return "it has \(found.count) features, among them \(list(further)), where \(expectation); "
        + "remove what is more"
    }
    let first = found.indices.first { found[$0] != names[$0] } ?? 0
    return "feature \(first + 1) is \(found[first]) where \(names[first]) comes; put the columns "
      + "in openSMILE's order"
  }
}

extension [String] {
  /// The first that was there before.
  var firstRepeated: String? {
    var known: Set<String> = []
    return first { !known.insert($0).inserted }
  }
}
