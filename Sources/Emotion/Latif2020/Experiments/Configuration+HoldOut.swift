import Settings

extension Configuration {
  /// - Throws: `SettingsError` where nothing is held out, on which a machine's cost and width
  ///   could be chosen.
  func requireHoldOut() throws(SettingsError) {
    guard dnn.holdOut > 0 else {
      throw .value(
        place: "the settings", key: "dnn.holdOut",
        expected:
          "a share above 0: a development part, on which the machine's cost and width are chosen,",
        found: "0")
    }
  }
}
