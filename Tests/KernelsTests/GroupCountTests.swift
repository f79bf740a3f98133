import Kernels
import OpenCL
import Testing

@Suite struct GroupCountTests {
  /// One column of many rows, as of a picture that is put together of several channels.
  @Test func manyShortRowsAreNoMoreGroupsThanDevicesCount() throws {
    for device in KnownDevice.all {
      let recording = Recording()
      let kernels = Kernels(Queue(noting: recording, for: device.facts))
      let buffer = try kernels.floats(1 << 22)
      try kernels.copyRows([
        RowsCopy(
          buffer, width: 1, at: 0, to: buffer, width: 2, at: 0, rows: 1 << 21, columns: 1)
      ])
      let part = recording.take()
      #expect(part.launches.count == 1 && part.excesses.isEmpty, "\(device.name)")
    }
  }
}
