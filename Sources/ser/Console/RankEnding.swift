import Engine
import Foundation
import Ranks

/// How one of several processes ends that did not come to the end of its work, and who says so.
struct RankEnding: Sendable {
  let ranks: Ranks
  let start: RankedStart
  let word: LastWord
  /// The file to speak to.
  let voice: Int32

  /// Ends this process where others do not come, and with it all.
  func leaveOthers() -> Never {
    // The first speaks, where it is there.
    if !ranks.isFirst { usleep(150_000) }
    _ = start.undo()
    if word.take() {
      say(start.goneSentence)
      // What the last to live says in its last moment, mpirun passes on no more.
      usleep(400_000)
    }
    _exit(ExitStatus.interrupted.rawValue)
  }

  /// Ends this process, as all do, where the user stopped the work.
  ///
  /// - Parameter leave: leaves the others, which waits for them.
  func stop(_ failure: Failure, _ leave: () -> Void) -> Never {
    start.end()
    // Where they do not leave with it. The first has saved by then, and they may still wait for that.
    let patience: UInt32 = ranks.isFirst ? 20 : 120
    Thread.detachNewThread {
      sleep(patience)
      _exit(ExitStatus.interrupted.rawValue)
    }
    // Before the others leave, which mpirun may end before it passes on more.
    if ranks.isFirst, word.take() { say(failure.sentence) }
    leave()
    exit(failure.status.rawValue)
  }

  /// Ends all processes, where this one cannot go on.
  func fail(_ failure: Failure, _ error: any Error) -> Never {
    if isOfAnother(error) {
      // All meet it, and the first may be the one that is gone.
      if !ranks.isFirst { usleep(400_000) }
      if word.take() {
        say(start.isKept ? failure.sentence : start.goneSentence)
      } else {
        RankProcess.letTheFirstSpeak()
      }
    } else {
      RankProcess.letTheFirstSpeak()
      _ = word.take()
      let place = ranks.isFirst ? "" : "rank \(ranks.rank) on \(ranks.hosts[ranks.rank]): "
      say(place + failure.sentence)
    }
    ranks.abort(status: failure.status.rawValue)
    exit(failure.status.rawValue)
  }

  /// Whether an error is that another process is not there any more.
  private func isOfAnother(_ error: any Error) -> Bool {
    if case EngineError.ranks(let error) = error { return error.isGone }
    return (error as? RankError)?.isGone == true
  }

  private func say(_ sentence: String) {
    let line = "ser: \(sentence)\n"
    _ = line.withCString { write(voice, $0, strlen($0)) }
  }
}

extension RankedStart {
  /// What there is to say where another process is gone.
  fileprivate var goneSentence: String {
    isKept
      ? "Another process of this training is gone, or was too slow to stop with the others; the run goes on "
        + "from its last checkpoint where the command is given again with --resume."
      : "Stopped, or another process of this training is gone, before anything was computed; run the command "
        + "again."
  }
}
