import Kernels
public import Settings

/// The denoising diffusion model of feature vectors (Ho et al. 2020, Nichol and Dhariwal 2021), in an
/// architecture of ours, and its training.
public struct DiffusionSettings: SettingsGroup, Equatable {
  @Setting(
    "Principal components of the training vectors in which vectors are diffused; all where there are "
      + "fewer.", .units)
  public var components = 64
  @Setting("T: steps from a vector to noise.", .range(1...100_000))
  public var steps = 1_000
  @Setting(
    "Steps from noise to a vector, evenly spaced among those; all where there are fewer.",
    .range(1...100_000))
  public var samplingSteps = 50
  @Setting("s of the cosine schedule.", .range(0...1))
  public var offset = 0.008
  @Setting(
    "Sines and cosines that tell the network the step.",
    .expect("an even number from 2 to 4096") {
      2...4_096 ~= $0 && $0 % 2 == 0
    })
  public var embedding = 128
  @Setting("Hidden layers.", .widths(1...16))
  public var hidden = [512, 512]
  @Setting("Slope of LeakyReLU below zero.", .slope)
  public var slope = 0.2
  @Setting("Epochs, in each of which every vector is seen in one step.", .epochs)
  public var epochs = 1_000
  @Setting("Vectors a step of the training.", .batch)
  public var batch = 64
  @Setting("The learning rate of Adam.", .learningRate)
  public var learningRate = 1e-3
  @Setting(
    "What is left in each step of the running mean of the weights, by which vectors are made; 0 for "
      + "the last weights.", .belowOne)
  public var decay = 0.995

  public init() {}
}
