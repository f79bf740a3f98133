/// How this process was started as one of several, by what launchers leave in its environment.
public struct RankLaunch: Sendable, Equatable {
  /// What started it, in words.
  public let launcher: String
  public let rank: Int
  public let count: Int
  /// Libraries to talk with the others, the likeliest first.
  let libraries: [String]
  /// How long the launcher lets processes save after it told them to end; nil where nobody knows.
  public let patience: Duration?
  /// Whether it gives each process cores of its own without being asked to.
  let isBoundUnasked: Bool

  /// - Returns: nil where it was started alone.
  public init?(_ environment: [String: String]) {
    func number(_ name: String) -> Int? { environment[name].flatMap(Int.init) }
    let openMPI = ["libmpi.so.40", "libmpi.so.80", "libmpi.so"]
    let mpich = ["libmpich.so.12", "libmpi.so.12", "libmpi_cray.so.12", "libmpi.so"]
    let own = environment["SER_MPI_LIBRARY"].map { [$0] }
    if let count = number("OMPI_COMM_WORLD_SIZE"), count > 1 {
      (launcher, self.count, libraries) = ("mpirun", count, own ?? openMPI)
      rank = number("OMPI_COMM_WORLD_RANK") ?? 0
      patience = .seconds(number("OMPI_MCA_odls_base_sigkill_timeout") ?? 1)
      let isAsked =
        environment["OMPI_MCA_hwloc_base_binding_policy"] != nil
        || environment["OMPI_MCA_hwloc_base_cpu_set"] != nil
        || environment["OMPI_MCA_rmaps_base_mapping_policy"]?.uppercased().contains("PE=") == true
      isBoundUnasked = !isAsked
    } else if let count = number("PMI_SIZE"), count > 1 {
      (launcher, self.count, libraries) = ("mpiexec", count, own ?? mpich + openMPI)
      rank = number("PMI_RANK") ?? 0
      (patience, isBoundUnasked) = (nil, false)
    } else if let rank = number("PMIX_RANK"), let count = number("SLURM_STEP_NUM_TASKS"), count > 1
    {
      self.rank = rank
      (launcher, self.count, libraries) = ("srun", count, own ?? openMPI + mpich)
      (patience, isBoundUnasked) = (nil, false)
    } else {
      return nil
    }
  }
}
