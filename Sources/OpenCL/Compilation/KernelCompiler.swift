/// Who compiles for a driver that would compile one kernel after the other, each at its first launch.
public protocol KernelCompiler {
  /// What was compiled before.
  var compiled: CompiledLaunches { get }

  /// Has programs compiled, so that the driver finds them when they are launched here. What is not compiled
  /// on return the driver compiles when it comes to it.
  func compile(_ tasks: [CompilationTask], for device: Device)
}
