import CFFTW
import Foundation

/// The discrete Fourier transform of real numbers, in double precision, by FFTW.
///
/// `@unchecked Sendable`: a plan is not changed once it is made, and FFTW's execution of one plan on
/// different arrays is safe from any number of threads.
final class RealFFT: @unchecked Sendable {
  /// Number of real inputs N.
  let length: Int
  private let plan: fftw_plan
  private let inversePlan: fftw_plan

  /// Making and destroying plans is the one part of FFTW that two threads must not do at once.
  private static let planner = NSLock()
  /// What FFTW's vector code may rely on, in bytes, of every array that a plan is given.
  private static let alignment = 64

  /// Number of outputs, N / 2 + 1: the frequencies from 0 to half of the sample rate.
  var bins: Int { length / 2 + 1 }

  /// - Parameter length: the number of real inputs, at least 1.
  init(length: Int) {
    self.length = length
    (plan, inversePlan) = Self.withArrays(length: length) { input, output in
      Self.planner.withLock {
        // Estimating, not measuring: the same plan, and so the same bits, in every run.
        guard let plan = fftw_plan_dft_r2c_1d(Int32(length), input, output, FFTW_ESTIMATE),
          let inverse = fftw_plan_dft_c2r_1d(Int32(length), output, input, FFTW_ESTIMATE)
        else {
          preconditionFailure("FFTW has a plan for every length above 0, not for \(length)")
        }
        return (plan, inverse)
      }
    }
  }

  deinit {
    Self.planner.withLock {
      fftw_destroy_plan(plan)
      fftw_destroy_plan(inversePlan)
    }
  }

  /// Room for transforms: N reals in, all zero at first, and `bins` complex numbers out. The
  /// transform leaves its input as it is.
  struct Workspace {
    let input: UnsafeMutablePointer<Double>
    let output: UnsafeMutablePointer<fftw_complex>
    fileprivate let plan: fftw_plan
    fileprivate let inversePlan: fftw_plan

    /// Transforms `input` into `output`.
    func transform() { fftw_execute_dft_r2c(plan, input, output) }

    /// Transforms `output` back into N times its `input`; `output` is anything then.
    func transformBack() { fftw_execute_dft_c2r(inversePlan, output, input) }
  }

  /// Lends a workspace; each thread takes its own.
  func withWorkspace<Result>(_ body: (Workspace) -> Result) -> Result {
    Self.withArrays(length: length) { input, output in
      input.initialize(repeating: 0, count: length)
      return body(
        Workspace(input: input, output: output, plan: plan, inversePlan: inversePlan))
    }
  }

  private static func withArrays<Result>(
    length: Int,
    _ body: (UnsafeMutablePointer<Double>, UnsafeMutablePointer<fftw_complex>) -> Result
  ) -> Result {
    let (reals, complexes) = (length, length / 2 + 1)
    return withUnsafeTemporaryAllocation(
      byteCount: reals * MemoryLayout<Double>.stride, alignment: alignment
    ) { input in
      withUnsafeTemporaryAllocation(
        byteCount: complexes * MemoryLayout<fftw_complex>.stride, alignment: alignment
      ) { output in
        body(
          input.bindMemory(to: Double.self).baseAddress!,
          output.bindMemory(to: fftw_complex.self).baseAddress!)
      }
    }
  }
}
