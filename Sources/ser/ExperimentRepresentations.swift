import ArgumentParser
import Emotion
import Files
import Foundation

/// `ser experiment representations`
struct ExperimentRepresentations: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "representations",
    abstract: "Maps of emotion representations, without and with the balance loss (Figure 3).",
    discussion: """
      Two augmentors are trained on the corpus. Utterances of each class and augmented copies of them \
      go through the representation learner, and t-SNE draws where they lie. maps.json holds the \
      points and which recordings were used, the report shows them. Nothing is tested: both augmentors \
      learn from all recordings.

      Examples:
        ser experiment representations emodb.csv --output runs/maps --preset small
        ser experiment representations m.csv -o runs/figure3 --set map.perplexity=40
      """)

  @Argument(help: "The manifest.", completion: .file(extensions: ["csv"]))
  var manifest: String

  @OptionGroup var run: RunOptions
  @OptionGroup var device: DeviceOptions
  @OptionGroup var answer: OutputOptions

  func run() async throws {
    try await Workbench.run(run, on: manifest, device: device, answer: answer) { bench in
      let found = try RepresentationExperiment(
        bench.prepared.corpus, floor: bench.floor, trainer: bench.trainer
      ).run()
      try bench.folder.write(found, as: "maps.json")
      try bench.session.writeReport()
      if answer.json {
        print(try JSONFile.text(found))
      } else {
        for map in found.maps {
          let share = String(format: "%.1f", 100 * map.purity)
          print(
            "\(map.name): the nearest point is of the same class for \(share) % of \(counted(map.points.count, "point"))"
          )
        }
        for sentence in found.data?.sentences ?? [] { print(sentence) }
        print("Written to \(bench.folder.url.path): report.html, maps.json")
      }
    }
  }
}
