public import Classical
public import Engine
import Files
public import Speech

extension TrainedMixupGAN {
  /// The codes E(x) of recordings, dropout off, as a table of their own kind, which no other GAN's codes are of,
  /// with the notes of the table of features and what the GAN has seen of it.
  ///
  /// - Parameter scaled: the table's features on the scale of the networks.
  /// - Throws: `EngineError.shape` where vectors have not as many numbers as the network takes,
  ///   `.device` where memory is short or the device fails.
  public func codes(
    of table: FeatureTable, scaled: SampleMatrix
  ) throws(EngineError) -> FeatureTable {
    let codes = try gan.codes(of: scaled, on: kernels).asAnswers()
    var notes = table.notes
    notes.seen = card.training.map { training in
      SeenRecordings(
        training,
        files: table.files.indices.filter { training.holds(ContentHash(ofValues: table[$0])) }
          .map { table.files[$0] })
    }
    return FeatureTable(
      kind: FeatureKind(
        set: "mixup-gan-code",
        variant: "\(card.features.set) \(card.features.variant), encoder \(try encoderHash())",
        sampleRate: card.features.sampleRate, switches: card.features.switches),
      names: (0..<codes.columns).map { "z\($0)" }, files: table.files, values: codes.values,
      labels: table.labels
    ).noting(notes)
  }

  /// A short hash of the encoder's weights.
  ///
  /// - Throws: `EngineError.device`.
  private func encoderHash() throws(EngineError) -> Substring {
    var hashes: [String] = []
    for parameter in gan.encoder.parameters {
      hashes.append(ContentHash(ofValues: try parameter.value.values()).hex)
    }
    return ContentHash(of: hashes.joined(separator: "\n")).hex.prefix(8)
  }
}
