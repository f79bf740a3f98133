import Foundation

/// Folders whose names say another emotion than the labels of the recordings in them.
enum FolderDoubts {
  /// What people call emotions, beside the names that readers write.
  private static let words: [String: String] = [
    "anger": "angry", "angriness": "angry", "happiness": "happy", "joy": "happy", "joyful": "happy",
    "sadness": "sad", "neutrality": "neutral", "fear": "fearful", "disgust": "disgusted",
    "surprise": "surprised", "calmness": "calm", "boredom": "bored", "frustration": "frustrated",
    "excitement": "excited",
  ]

  /// How many recordings contradict their folder and which is the first, a sentence; nil where none does. The
  /// label that a recording has counts.
  static func sentence(on recordings: [Recording], in root: URL) -> String? {
    let doubtful = recordings.filter { recording in
      let said = emotions(of: recording.url.deletingLastPathComponent().lastPathComponent)
      return said.count == 1 && !said.contains(folded(recording.emotion))
        && known.contains(folded(recording.emotion))
    }
    guard let first = doubtful.first else { return nil }
    return
      "\(root.path): the folder\(doubtful.count == 1 ? " of a recording says" : "s of \(doubtful.count) recordings say") "
      + "another emotion than \(doubtful.count == 1 ? "its name" : "their names"), which "
      + "\(doubtful.count == 1 ? "counts" : "count"): "
      + "\(first.url.listed(in: root)) is \(first.emotion)"
      + (doubtful.count == 1 ? "." : ", and \(doubtful.count - 1) more.")
  }

  private static let known = Set(EmotionLabel.allCases.map(\.rawValue) + words.values)

  /// Those that the words of a folder's name say, such as `05Angry` or `OAF_Fear`.
  private static func emotions(of folder: String) -> Set<String> {
    let words = folder.split { !$0.isLetter }.map { folded(String($0)) }
    return Set(words.filter(known.contains))
  }

  private static func folded(_ word: String) -> String {
    let word = word.lowercased()
    return words[word] ?? word
  }
}
