import Foundation

/// Another program, which is run where it is installed.
enum InstalledProgram {
  /// The first of its name that can be run.
  ///
  /// - Parameter path: the folders to find it in, as in the variable PATH.
  /// - Returns: nil where there is none; a folder of that name is none.
  static func named(_ name: String, in path: String) -> URL? {
    path.split(separator: ":").map { URL(fileURLWithPath: String($0)).appending(path: name) }
      .first { url in
        var isFolder: ObjCBool = false
        return FileManager.default.fileExists(atPath: url.path, isDirectory: &isFolder)
          && !isFolder.boolValue && FileManager.default.isExecutableFile(atPath: url.path)
      }
  }
}
