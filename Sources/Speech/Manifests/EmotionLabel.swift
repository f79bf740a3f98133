/// The emotions that the corpus readers write. A manifest may hold any other label too.
public enum EmotionLabel: String, Sendable, CaseIterable {
  case angry, happy, excited, sad, neutral, frustrated, fearful, disgusted, surprised, calm, bored
  case other, undecided
}
