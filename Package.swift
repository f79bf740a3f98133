// swift-tools-version: 6.2
import PackageDescription

let settings: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
]

/// One library target of ours; the imports it may use are exactly its dependencies.
///
/// - Parameter computes: whether it computes in loops of its own: tests would wait minutes for them if they
///   were not optimised in debug builds too.
func room(
  _ name: String, _ dependencies: [Target.Dependency] = [], exclude: [String] = [],
  computes: Bool = false
) -> Target {
  let optimized = SwiftSetting.unsafeFlags(["-O"], .when(configuration: .debug))
  return .target(
    name: name, dependencies: dependencies, exclude: exclude,
    swiftSettings: settings + (computes ? [optimized] : []))
}

func tests(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
  .testTarget(
    name: "\(name)Tests", dependencies: [.target(name: name), "TestSupport"] + dependencies,
    swiftSettings: settings)
}

let yams = Target.Dependency.product(name: "Yams", package: "Yams")
let swiftProtobuf = Target.Dependency.product(name: "SwiftProtobuf", package: "swift-protobuf")

let package = Package(
  name: "ser",
  products: [
    .executable(name: "ser", targets: ["ser"])
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.0"),
    .package(url: "https://github.com/apple/swift-protobuf", from: "1.39.0"),
  ],
  targets: [
    // Libraries of the system, one target each.
    .systemLibrary(name: "COpenCL", pkgConfig: "OpenCL", providers: [.apt(["ocl-icd-opencl-dev"])]),
    .systemLibrary(name: "CSndFile", pkgConfig: "sndfile", providers: [.apt(["libsndfile1-dev"])]),
    .systemLibrary(name: "CSoxr", pkgConfig: "soxr", providers: [.apt(["libsoxr-dev"])]),
    .systemLibrary(name: "CCrypto", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
    .systemLibrary(name: "CPNG", pkgConfig: "libpng", providers: [.apt(["libpng-dev"])]),
    .systemLibrary(name: "CLibSVM", providers: [.apt(["libsvm-dev"])]),
    .systemLibrary(name: "CScheduler"),
    .systemLibrary(
      name: "CLAPACK", pkgConfig: "lapacke", providers: [.apt(["liblapacke-dev"])]),

    // From the device upwards.
    .target(name: "CKernelSources"),
    room("Random", computes: true),
    room("Statistics", ["Random"]),
    room("Ranks", ["CScheduler"]),
    room("OpenCL", ["COpenCL", "Files"]),
    room("Kernels", ["OpenCL", "CKernelSources", "Random"]),
    room("Reference", computes: true),
    room("KernelCases", ["Kernels", "Reference", "OpenCL"], computes: true),
    room("Engine", ["Kernels", "OpenCL", "Files", "Random", "Ranks"]),
    room("TestVectors", ["Engine", "Kernels", "OpenCL", "Files"]),

    // From the recording upwards.
    room("Files", ["CCrypto", "CZlib"]),
    room("Settings", ["Files", yams]),
    // Optimised in debug builds too, as rooms that compute are.
    .target(
      name: "CFourier",
      cSettings: [.unsafeFlags(["-O2"], .when(configuration: .debug))]),
    room(
      "Speech", ["Files", "Settings", "Random", "CFourier", "CSndFile", "CSoxr", yams],
      computes: true),

    // Where both meet.
    room("Training", ["Engine", "Kernels", "OpenCL", "Settings", "Random", "Ranks", "Files"]),
    room("Classical", ["Engine", "Kernels", "Random", "CLibSVM", "CLAPACK"]),
    room(
      "Exchange", ["Files", swiftProtobuf],
      exclude: [
        "Messages/README.md", "Messages/event.proto", "Messages/hparams.proto",
        "Messages/onnx.proto",
      ]),
    room(
      "Emotion",
      [
        "Training", "Classical", "Statistics", "Exchange", "Engine", "Kernels", "OpenCL", "Speech",
        "Settings", "Random", "Ranks", "Files",
      ]),
    room("ModelCases", ["Emotion", "TestVectors", "Engine", "Kernels", "Ranks"]),
    room("Report", ["Files", "CPNG"]),

    .executableTarget(
      name: "ser",
      dependencies: [
        "Emotion", "ModelCases", "TestVectors", "Training", "Classical", "Settings", "Exchange",
        "Report", "Speech", "Statistics", "KernelCases", "OpenCL", "Engine", "Files", "Kernels",
        "Ranks",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: settings),

    // Tests, a folder a target.
    .target(
      name: "TestSupport", dependencies: ["Engine", "Kernels", "OpenCL", "Ranks"],
      path: "Tests/TestSupport",
      swiftSettings: settings),
    tests("OpenCL", ["COpenCL", "Files"]),
    tests("Random"),
    tests("Statistics", ["Random"]),
    tests("Ranks"),
    tests("Kernels", ["KernelCases", "CKernelSources", "OpenCL"]),
    tests("Reference"),
    tests("Engine", ["Kernels", "Random", "Ranks"]),
    tests("TestVectors", ["Files", "Kernels"]),
    tests("Files"),
    tests("Settings"),
    tests("Speech", ["Files", "Random", "CSndFile"]),
    tests("Training", ["Engine", "Random", "Ranks", "Kernels", "OpenCL", "Settings", "Files"]),
    tests("Classical", ["Random"]),
    tests("Exchange", ["Files"]),
    tests(
      "Emotion",
      [
        "Kernels", "Training", "Classical", "Exchange", "Engine", "Settings", "Speech", "Random",
        "Ranks", "Files",
      ]),
    tests("ModelCases", ["TestVectors", "Emotion", "Engine", "Kernels", "OpenCL", "Files"]),
    tests("Report", ["Files", "CPNG"]),
    tests(
      "ser", ["Emotion", "Engine", "Files", "Kernels", "OpenCL", "Settings", "Speech", "Training"]),
    .target(
      name: "FuzzTargets",
      dependencies: [
        "Emotion", "TestVectors", "Training", "Classical", "Settings", "Report", "Speech", "OpenCL",
        "Engine", "Random", "Files", "Kernels",
      ], path: "Tests/Fuzz/Targets", swiftSettings: settings),
    .testTarget(name: "FuzzTests", dependencies: ["FuzzTargets", "ser"], swiftSettings: settings),
  ],
  swiftLanguageModes: [.v6],
  cLanguageStandard: .c2x
)

// What `make fuzz` runs: it links libFuzzer, which all else does without.
if Context.environment["SER_FUZZ"] != nil {
  package.targets.append(
    .executableTarget(
      name: "Fuzz", dependencies: ["FuzzTargets"], path: "Tests/Fuzz/Driver",
      swiftSettings: settings))
}
