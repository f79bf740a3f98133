/// Compiled programs by source and options.
public final class ProgramCache {
  private let driver: any Driver
  private var programs: [String: Program] = [:]

  init(_ driver: any Driver) { self.driver = driver }

  /// The sources, compiled as one text with the options; compiled once.
  ///
  /// - Throws: `OpenCLError.build` with the compiler's log.
  public func program(_ sources: [KernelSource], options: String) throws(OpenCLError) -> Program {
    let key = sources.map(\.file).joined(separator: "+") + " " + options
    if let known = programs[key] { return known }
    let program = try driver.program(ProgramSource(sources, options: options))
    programs[key] = program
    return program
  }

  /// The names of the kernels in all programs compiled so far.
  ///
  /// - Throws: `OpenCLError.call` where the driver does not list those of a program.
  public func kernelNames() throws(OpenCLError) -> [String] {
    var names: [String] = []
    for program in programs.values { names += try program.kernelNames() }
    return names
  }
}
