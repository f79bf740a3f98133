import Random

/// What random numbers are drawn for on a device: the weights that a training begins with, its steps, and
/// what a trained network makes. All of them stand here, each with a number that no other has.
enum Purpose: UInt8, RandomPurpose {
  case augmentorWeights = 1
  case augmentorSteps = 2
  /// Of augmented copies, each of a recording and a number.
  case copies = 3
  case classifierWeights = 4
  case classifierSteps = 5
  case segmentAutoencoderWeights = 6
  case segmentAutoencoderSteps = 7
  case balancingGANWeights = 8
  case balancingGANSteps = 9
  case mixupGANWeights = 10
  case mixupGANSteps = 11
  case dnnWeights = 12
  case dnnSteps = 13
  case autoencoderWeights = 14
  case autoencoderSteps = 15
  case noiseGANWeights = 16
  case noiseGANSteps = 17
  /// Of vectors that a trained GAN makes from noise.
  case noiseGANVectors = 18
  case cycleGANWeights = 19
  case cycleGANSteps = 20
  case diffusionWeights = 21
  case diffusionSteps = 22
  /// Of vectors that a trained diffusion model makes from noise.
  case diffusionVectors = 23
}
