/// Settings that belong together, each of them a property with `@Setting`, or a group of its own.
public protocol SettingsGroup: Codable, Sendable {
  /// What is expected of settings by others of the group, beyond what each says of itself; keys are
  /// relative to the group.
  var relations: [SettingRelation] { get }
}

extension SettingsGroup {
  public var relations: [SettingRelation] { [] }

  /// The relations of this group and of all groups in it.
  var allRelations: [SettingRelation] {
    relations
      + Mirror(reflecting: self).children.flatMap { child -> [SettingRelation] in
        guard let name = child.label, let group = child.value as? any SettingsGroup else {
          return []
        }
        return group.allRelations.map { $0.within(name) }
      }
  }
}
