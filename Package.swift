// swift-tools-version: 6.2
import PackageDescription

let settings: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
]

/// One library target of ours; the imports it may use are exactly its dependencies.
func room(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
  .target(name: name, dependencies: dependencies, swiftSettings: settings)
}

func tests(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
  .testTarget(
    name: "\(name)Tests", dependencies: [.target(name: name), "TestSupport"] + dependencies,
    swiftSettings: settings)
}

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
    .systemLibrary(name: "CFFTW", pkgConfig: "fftw3", providers: [.apt(["libfftw3-dev"])]),
    .systemLibrary(name: "CCrypto", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
    .systemLibrary(name: "CPNG", pkgConfig: "libpng", providers: [.apt(["libpng-dev"])]),
    .systemLibrary(name: "CLibSVM", providers: [.apt(["libsvm-dev"])]),
    .systemLibrary(
      name: "CLAPACK", pkgConfig: "lapacke", providers: [.apt(["liblapacke-dev"])]),

    // From the device upwards.
    .target(name: "CKernelSources"),
    room("OpenCL", ["COpenCL", "Files"]),
    room("Kernels", ["OpenCL", "CKernelSources"]),
    room("Reference"),
    room("KernelCases", ["Kernels", "Reference", "OpenCL"]),
    room("Engine", ["Kernels", "OpenCL", "Files"]),

    // From the recording upwards.
    room("Files", ["CCrypto", "CZlib"]),
    room(
      "Speech",
      ["Files", "CSndFile", "CSoxr", "CFFTW", .product(name: "Yams", package: "Yams")]),
    room(
      "Emotion",
      [
        "Engine", "Speech", "Files", "CLibSVM", "CLAPACK", "ProtocolBuffers",
        .product(name: "SwiftProtobuf", package: "swift-protobuf"),
        .product(name: "Yams", package: "Yams"),
      ]),
    .target(
      name: "ProtocolBuffers",
      dependencies: [.product(name: "SwiftProtobuf", package: "swift-protobuf")],
      exclude: ["README.md", "event.proto", "onnx.proto"], swiftSettings: settings),
    room(
      "Report",
      [
        "Files", "CPNG", "ProtocolBuffers",
        .product(name: "SwiftProtobuf", package: "swift-protobuf"),
      ]),

    .executableTarget(
      name: "ser",
      dependencies: [
        "Emotion", "Report", "Speech", "KernelCases", "OpenCL", "Engine", "Files",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: settings),

    // Tests, a folder a target.
    .target(
      name: "TestSupport", dependencies: ["Engine", "Kernels", "OpenCL"], path: "Tests/TestSupport",
      swiftSettings: settings),
    tests("OpenCL"),
    tests("Kernels", ["KernelCases", "CKernelSources", "OpenCL"]),
    tests("Reference"),
    tests("Engine", ["Files", "Kernels", "OpenCL"]),
    tests("Files"),
    tests("Speech", ["Files", "CSndFile"]),
    tests("Emotion", ["Engine", "Speech", "Files", "ProtocolBuffers"]),
    tests("Report", ["Files", "CPNG", "ProtocolBuffers"]),
    tests("ser"),
  ],
  swiftLanguageModes: [.v6],
  cLanguageStandard: .c2x
)
