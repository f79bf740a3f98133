import ArgumentParser

/// How the parts of an experiment are shared out among processes.
struct SharingOptions: ParsableArguments {
  @Flag(
    help: ArgumentHelp(
      "Share the run with other processes of the same --output and --join.",
      discussion: """
        Each takes the next part, a fold under a seed or a row of one, that nobody has, and the last writes \
        the results, with the bits of one process on a device of the same kind. Processes may come and go, \
        on any machine that has the folder; what one had that was killed is taken over, from another \
        machine after two minutes.
        """))
  var join = false

  @Option(
    help: ArgumentHelp(
      "Share the run among devices of this machine, a process each.",
      discussion: "Numbers in `ser devices`, one of them several times too, or all.",
      valueName: "0,1 or all"))
  var devices: String?

  @Flag(help: "Print the parts and about how long they take, and compute nothing.")
  var plan = false

  @Flag(help: "Print a script by which Slurm computes it on several GPUs, and compute nothing.")
  var slurm = false

  /// For a process that another one of this program started.
  @Flag(name: .customLong("reports-to-parent"), help: .hidden)
  var reportsToParent = false

  func validate() throws {
    if slurm && devices != nil {
      throw ValidationError("--slurm gives each process a GPU of its own; leave --devices away.")
    }
    if plan && slurm { throw ValidationError("Give --plan or --slurm, not both.") }
  }

  /// Whether other processes may have parts of the run.
  var isShared: Bool { join || devices != nil }

  /// Why processes that compute each training together cannot do what is asked; nil where they can.
  var refusalAmongRanks: String? {
    if isShared {
      return
        "Processes that were started together compute each training together; leave --join and --devices away."
    }
    guard plan || slurm else { return nil }
    return "\(plan ? "--plan" : "--slurm") is answered by one process; give the command without "
      + "\(RankProcess.launch?.launcher ?? "mpirun")."
  }
}
