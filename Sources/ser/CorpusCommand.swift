import ArgumentParser

/// `ser corpus`
struct CorpusCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "corpus",
    abstract: "Turn corpora into manifests, look at them, or speak a practice corpus.",
    discussion: """
      A manifest is a CSV file with a row a recording: file, emotion, speaker, gender, session, \
      language, corpus. The first two are required.

      Examples:
        ser corpus import emodb /data/emodb --output emodb.csv
        ser corpus show emodb.csv
      """,
    subcommands: [CorpusImport.self, CorpusShow.self, CorpusSynthesize.self])
}
