/// What can be written for a setting of a type, in words.
func settingTypeName(_ type: any Any.Type) -> String {
  switch type {
  case let choice as any SettingChoice.Type: choice.names
  case let list as any SettingList.Type: "list, each \(settingTypeName(list.element))"
  case is any UnsignedInteger.Type: "whole number, 0 or more"
  case is any BinaryInteger.Type: "whole number"
  case is any BinaryFloatingPoint.Type: "number"
  case is Bool.Type: "true or false"
  default: "text"
  }
}

/// A list of settings' values.
private protocol SettingList {
  static var element: any Any.Type { get }
}

extension Array: SettingList {
  static var element: any Any.Type { Element.self }
}
