public import Files
public import Speech
public import Training

extension RunFolder {
  /// Notes of which recordings a run is computed, or checks that they are the same still: a manifest may
  /// be as it was and the sounds that it lists others.
  ///
  /// - Parameters:
  ///   - reports: on the recordings of each corpus.
  ///   - isResuming: whether the run goes on rather than begins.
  /// - Throws: `FileError.malformed` where the run was begun with others, or the file is broken;
  ///   `.cannotCreate`, `.diskFull` or `.io` where it cannot be written.
  public func requireSameSounds(
    _ reports: [RecordingReport], resuming isResuming: Bool
  ) throws(FileError) {
    let now = reports.map { $0.content?.hex }
    let noted = file("recordings.json")
    if !isResuming {
      if now.contains(where: { $0 != nil }) { try write(now, as: noted.lastPathComponent) }
      return
    }
    let begun: [String?]
    do throws(FileError) {
      begun = try JSONFile.read([String?].self, from: noted)
    } catch .missing {
      return
    }
    guard now == begun else {
      throw .malformed(
        path: url.path,
        what:
          "the run was begun with other sounds in its recordings; restore these, or start a run of "
          + "its own with another --output")
    }
  }
}
