import ArgumentParser

/// `ser experiment`
struct ExperimentCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "experiment",
    abstract: "Compute a whole table of the papers on your corpus.",
    discussion: """
      Several processes share a table with --join, the GPUs of a machine with --devices all.

      mpirun -np 2 before the command computes each training in two processes, a part of every batch each.

      Examples:
        ser experiment imbalance emodb.csv --output runs/imbalance --preset small
        ser experiment imbalance iemocap.csv --output runs/table2 --devices all
        ser experiment support-vectors emodb.csv --output runs/svm
        mpirun -np 4 ser experiment imbalance iemocap.csv --output runs/mpi
      """,
    subcommands: [
      ExperimentImbalance.self, ExperimentAblation.self, ExperimentCrossLingual.self,
      ExperimentRepresentations.self,
      ExperimentSyntheticFeatures.self, ExperimentEncodedFeatures.self,
      ExperimentCrossCorpus.self, ExperimentSupportVectors.self,
    ])
}
