import Settings

/// A tree of settings that is not the papers': a run's folder takes any.
struct TinySettings: SettingsTree {
  enum Preset: String, SettingChoice {
    case slow, quick
  }

  struct Network: SettingsGroup, Equatable {
    @Setting("Samples a step.", .batch)
    var batch = 64
  }

  @Setting("The defaults.")
  var preset = Preset.slow
  @Setting("Passes.", .epochs)
  var epochs = 15
  var network = Network()

  init(_ preset: Preset) {
    self.preset = preset
    if preset == .quick { epochs = 3 }
  }

  static var standardPreset: Preset { .slow }
}
