import ArgumentParser

/// The command line; a file a command.
struct Ser: AsyncParsableCommand {
  static let version = "0.1.0"

  static let configuration = CommandConfiguration(
    commandName: "ser",
    abstract: "Speech emotion recognition, trained through OpenCL.",
    discussion: """
      Examples:
        ser corpus import emodb /data/emodb --output emodb.csv
        ser corpus show emodb.csv
        ser features mel emodb.csv --output mel.npz

      Every command has --help with examples. Exit status: 0 done, 64 usage, 65 data, 66 no input, \
      69 no device, 70 internal, 71 out of device memory, 73 cannot create, 74 input or output, \
      75 interrupted and resumable.
      """,
    version: version,
    subcommands: [
      DevicesCommand.self, CheckCommand.self, BenchCommand.self, GPUReportCommand.self,
      KernelsCommand.self,
      CorpusCommand.self,
      FeaturesCommand.self, TrainCommand.self, AugmentCommand.self, InvertCommand.self,
      EvaluateCommand.self, PredictCommand.self, SynthesizeCommand.self, EncodeCommand.self,
      ExperimentCommand.self,
      ExportCommand.self, ReportCommand.self, RunsCommand.self, SettingsCommand.self,
      DemoCommand.self, CompileKernelsCommand.self,
    ])
}
