public import OpenCL

/// What kernels for GPUs have made of a weight before they use it, for as long as the weight is the same: a
/// network's weights are used several times before they change. Those forms that were used are made anew
/// together when it has changed.
public final class WeightForms {
  private var current: [Kept] = []
  /// Those of the weight as it was.
  private var expired: [Kept] = []

  private struct Kept {
    let form: WeightForm
    let buffer: Buffer
    /// Whether somebody has asked for it since it was made.
    var isUsed = true
  }

  public init() {}

  /// The weight is about to change.
  public func expire() {
    expired = current.filter(\.isUsed)
    current = []
  }

  fileprivate func use(_ form: WeightForm) -> Buffer? {
    guard let place = current.firstIndex(where: { $0.form == form }) else { return nil }
    current[place].isUsed = true
    return current[place].buffer
  }

  fileprivate func keep(_ buffer: Buffer, as form: WeightForm) {
    current.append(Kept(form: form, buffer: buffer))
  }

  /// What there is to make anew, which counts as made.
  fileprivate func renew() -> [(form: WeightForm, buffer: Buffer)] {
    defer { expired = [] }
    current += expired.map { Kept(form: $0.form, buffer: $0.buffer, isUsed: false) }
    return expired.map { ($0.form, $0.buffer) }
  }
}

/// A form of a convolution's weights.
struct WeightForm: Equatable {
  enum Kind: Equatable {
    /// `kernels/conv2d_pack.cl`.
    case packed
    /// `kernels/winograd_weight.cl`, of a kernel with so many places a phase.
    case transformed(taps: Int)

    static var all: [Kind] { [.packed, .transformed(taps: 2), .transformed(taps: 3)] }
  }

  let kind: Kind
  /// The fields of the structure that its kernel takes.
  let fields: [Int]
  /// Work-items that make it.
  let items: Int
  /// Its floats.
  let count: Int
}

extension Kernels {
  /// A weight in a form: the one that is kept, or a new one.
  ///
  /// - Throws: `OpenCLError` where memory is short or the kernel cannot be built or enqueued.
  func form(_ form: WeightForm, of weight: Buffer, keptIn forms: WeightForms?)
    throws(OpenCLError) -> Buffer
  {
    if let kept = forms?.use(form) { return kept }
    let buffer = try floats(form.count)
    try make(form.kind, [form.task(of: weight, into: buffer)])
    forms?.keep(buffer, as: form)
    return buffer
  }

  /// Makes all forms anew that were used of weights which have changed since.
  ///
  /// - Throws: `OpenCLError` where a kernel cannot be built or enqueued.
  public func renew(_ weights: [(weight: Buffer, forms: WeightForms)]) throws(OpenCLError) {
    let expired = weights.flatMap { weight, forms in
      forms.renew().map { (kind: $0.form.kind, task: $0.form.task(of: weight, into: $0.buffer)) }
    }
    for kind in WeightForm.Kind.all {
      try make(kind, expired.filter { $0.kind == kind }.map(\.task))
    }
  }

  private func make(_ kind: WeightForm.Kind, _ tasks: [SharedTask]) throws(OpenCLError) {
    if tasks.isEmpty { return }
    let kernel =
      switch kind {
      case .packed:
        try kernel("conv2d_pack_group", in: ["conv2d_pack", "shares", "conv2d_pack_group"])
      case .transformed(let taps):
        try kernel(
          "winograd_weight_group",
          in: [
            "vector", "epilogue", "winograd", "winograd_weight", "shares", "winograd_weight_group",
          ],
          options: ["-D V=1", "-D TAPS=\(taps)"])
      }
    try launchShared(kernel, tasks)
  }
}

extension WeightForm {
  /// A matrix's columns as rows: the packed weights of a convolution of one pixel, in one panel.
  static func transposed(rows: Int, columns: Int) -> WeightForm {
    WeightForm(
      kind: .packed, fields: [rows, columns, rows, 1, 1, columns, 1, 1, 1, 0, 1, 0, 1, 1, 1],
      items: rows * columns, count: (rows + 1) * columns)
  }

  fileprivate func task(of weight: Buffer, into buffer: Buffer) -> SharedTask {
    SharedTask(items: items, arguments: [.ints(fields), .buffer(weight), .buffer(buffer)])
  }
}
