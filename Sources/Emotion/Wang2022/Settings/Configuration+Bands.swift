import Settings

/// What the networks ask of the number of mel bands. A front end may have any; it is checked when a
/// network is to be trained on it.
extension Configuration {
  /// Before an experiment computes anything, whose first rows would do without the augmentor.
  ///
  /// - Throws: `SettingsError.value`.
  func checkBands() throws(SettingsError) {
    try checkBandsOfClassifier()
    try checkBandsOfAugmentor()
  }

  /// - Throws: `SettingsError.value`.
  func checkBandsOfClassifier() throws(SettingsError) {
    try checkBands("\(VGGConfiguration.fewestPixels) or more, which VGG19 halves five times,") {
      $0 >= VGGConfiguration.fewestPixels
    }
  }

  /// - Throws: `SettingsError.value`.
  func checkBandsOfAugmentor() throws(SettingsError) {
    let divisor = augmentor.latent == .vector ? 16 : 4
    let least = 1 << max(discriminator.channels.count, learner.channels.count)
    try checkBands("a multiple of \(divisor), at least \(least), for the augmentor's networks") {
      $0 % divisor == 0 && $0 >= least
    }
  }

  private func checkBands(
    _ expected: String, _ condition: (Int) -> Bool
  ) throws(SettingsError) {
    guard condition(frontEnd.bands) else {
      throw .value(
        place: "the settings", key: "frontEnd.bands", expected: expected,
        found: "\(frontEnd.bands)")
    }
  }
}
