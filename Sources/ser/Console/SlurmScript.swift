/// A batch script for Slurm by which the processes of an array share an experiment, a GPU each.
struct SlurmScript {
  /// The command that each runs.
  let invocation: Invocation
  /// How many there are.
  let tasks: Int
  /// What there is to say of their number; nil where it is that of any script.
  let sentence: String?

  private static let usualTasks = 8

  /// - Parameter parts: how many are left to compute.
  init(invocation: Invocation, parts: Int) {
    self.invocation = invocation
    // Where all are computed one task puts them together.
    tasks = min(max(1, parts), Self.usualTasks)
    sentence =
      tasks < Self.usualTasks
      ? "The array has \(counted(tasks, "task")) instead of \(Self.usualTasks), since "
        + "\(counted(parts, "part")) \(parts == 1 ? "is" : "are") left to compute; more would wait for nothing."
      : nil
  }

  var text: String {
    """
    #!/bin/bash
    #SBATCH --job-name=ser
    #SBATCH --array=0-\(tasks - 1)            # as many as GPUs are to compute; each takes part after part
    #SBATCH --ntasks=1
    #SBATCH --gpus-per-task=1
    #SBATCH --cpus-per-task=4
    #SBATCH --time=12:00:00
    #SBATCH --signal=USR1@120      # two minutes before the end of the time: save and stop
    #SBATCH --requeue
    #SBATCH --open-mode=append
    #SBATCH --output=ser-%A_%a.log
    # Give --account and --partition here where your cluster wants them.

    # A step does not take over --cpus-per-task of its job since Slurm 22.05.
    export SRUN_CPUS_PER_TASK="$SLURM_CPUS_PER_TASK"
    status=0
    srun \(invocation.sharing) || status=$?

    # 75: stopped and saved. The same task goes on when it has its turn again, two minutes later at the
    # soonest; so it does after its node died, for Slurm requeues it then.
    if [ "$status" -eq 75 ]; then
      scontrol requeue "${SLURM_ARRAY_JOB_ID}_${SLURM_ARRAY_TASK_ID}"
    fi
    exit "$status"

    """
  }
}
