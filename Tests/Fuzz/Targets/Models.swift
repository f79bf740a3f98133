import Emotion
import Files
import Foundation
import Kernels
import OpenCL
import Synchronization

// Each of `tensors` and `ser`, the card.
extension FuzzTarget {
  static let dnn = FuzzTarget("dnn") { input in
    let file = try SafetensorsFile(contentsOf: input.tensors("model.safetensors"))
    try onDevice { kernels in _ = try TrainedDNN(file, on: kernels) }
  }

  static let mixupGAN = FuzzTarget("mixup-gan") { input in
    let file = try input.tensors("model.safetensors")
    try onDevice { kernels in _ = try TrainedMixupGAN(contentsOf: file, on: kernels) }
  }

  static let classifier = FuzzTarget("classifier") { input in
    let file = try SafetensorsFile(contentsOf: input.tensors("model.safetensors"))
    try onDevice { kernels in _ = try recognizer(file, on: kernels) }
  }

  static let augmentor = FuzzTarget("augmentor") { input in
    let file = try input.tensors("model.safetensors")
    try onDevice { kernels in _ = try TrainedModel<Augmentor>(contentsOf: file, on: kernels) }
  }

  private static let kernels = Mutex<Kernels?>(nil)

  static func onDevice(_ body: (Kernels) throws -> Void) throws {
    try kernels.withLock { kept in
      let kernels = try kept ?? Kernels(Queue(Device.choose()))
      kept = kernels
      try body(kernels)
    }
  }
}
