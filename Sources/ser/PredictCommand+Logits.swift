import Emotion
import Engine
import Files
import Foundation
import Kernels

extension PredictCommand {
  /// Writes the logits of a batch of pictures by any VGG19.
  ///
  /// - Throws: `FileError` where a file cannot be read or written, or the pictures are not of the
  ///   model's shape; `EngineError.weights` where the model is no VGG19, `.device` where memory is
  ///   short or the device fails.
  func writeLogits(
    of pictures: URL, to output: URL, by weights: URL, on kernels: Kernels
  ) throws {
    let array = try NPYArray(contentsOf: pictures)
    guard array.shape.count == 4, array.shape[2] == array.shape[3],
      array.shape[3] >= VGGConfiguration.fewestPixels, array.values.count > 0
    else {
      throw FileError.malformed(
        path: pictures.path,
        what: "it is \(array.shape) where batch × channels × side × side is wanted, the side at "
          + "least \(VGGConfiguration.fewestPixels)")
    }
    if let index = array.floats.firstIndex(where: { !$0.isFinite }) {
      throw FileError.malformed(
        path: pictures.path,
        what: "number \(index + 1) is \(array.floats[index]); give finite numbers")
    }
    let file = try SafetensorsFile(contentsOf: weights)
    let configuration = try VGGConfiguration(of: file, size: array.shape[3])
    guard configuration.inputChannels == array.shape[1] else {
      throw FileError.malformed(
        path: pictures.path,
        what: "it has \(array.shape[1]) channels where the model takes "
          + "\(configuration.inputChannels)")
    }
    let network = try VGG19(configuration, UnsetSource(on: kernels))
    try Weights.load(network, from: file)
    let x = try Tensor(array.floats, Shape(array.shape), on: kernels).permuted([0, 2, 3, 1])
    let result = try network(x, .inference)
    try NPYArray(try result.values(), shape: result.shape.axes).write(to: output)
    print("\(output.path): logits of \(counted(array.shape[0], "picture"))")
  }
}
