/// The 1582 features of the INTERSPEECH 2010 Paralinguistic Challenge.
public enum Emobase2010 {
  /// The definitions of the set that are in use; the same features, numerically different.
  public enum Variant: String, Sendable, CaseIterable {
    /// emobase2010: positions of extremes as a share of the recording.
    case emobase2010
    /// IS10_paraling_compat: positions in frames, and a higher threshold of voicing.
    case paralingCompat = "IS10_paraling_compat"
    /// IS10_paraling: another pitch tracker, and contours that end where the voice does.
    case paraling = "IS10_paraling"
  }
}
