import Foundation

/// Bytes that other programs wrote, base64.
enum Fixture {
  // numpy.save of [[1.5, -2, 3.25], [0.1, 1e-8, 65504]] as float32.
  static let float32 = data(
    "k05VTVBZAQB2AHsnZGVzY3InOiAnPGY0JywgJ2ZvcnRyYW5fb3JkZXInOiBGYWxzZSwgJ3NoYXBlJzogKDIsIDMp"
      + "LCB9ICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgIAoAAMA/"
      + "AAAAwAAAUEDNzMw9d8wrMgDgf0c=")
  // numpy.save of [0.1, -2.5] as float64.
  static let float64 = data(
    "k05VTVBZAQB2AHsnZGVzY3InOiAnPGY4JywgJ2ZvcnRyYW5fb3JkZXInOiBGYWxzZSwgJ3NoYXBlJzogKDIsKSwg"
      + "fSAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgIAqamZmZ"
      + "mZm5PwAAAAAAAATA")
  // numpy.save of the int32 scalar 7.
  static let int32 = data(
    "k05VTVBZAQB2AHsnZGVzY3InOiAnPGk0JywgJ2ZvcnRyYW5fb3JkZXInOiBGYWxzZSwgJ3NoYXBlJzogKCksIH0g"
      + "ICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgIAoHAAAA")
  // numpy.save of [[[1], [-2]]] as int64.
  static let int64 = data(
    "k05VTVBZAQB2AHsnZGVzY3InOiAnPGk4JywgJ2ZvcnRyYW5fb3JkZXInOiBGYWxzZSwgJ3NoYXBlJzogKDEsIDIs"
      + "IDEpLCB9ICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgIAoBAAAA"
      + "AAAAAP7/////////")
  // numpy.save of a float32 array of 2 x 3 in Fortran order.
  static let fortran = data(
    "k05VTVBZAQB2AHsnZGVzY3InOiAnPGY0JywgJ2ZvcnRyYW5fb3JkZXInOiBUcnVlLCAnc2hhcGUnOiAoMiwgMyks"
      + "IH0gICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgIAoAAAAA"
      + "AABAQAAAgD8AAIBAAAAAQAAAoEA=")
  // numpy.savez of a = [1, 2] as int64 and b = eye(2) as float32.
  static let npz = data(
    "UEsDBC0AAAAAAAAAIQAM/Bzp//////////8FABQAYS5ucHkBABAAkAAAAAAAAACQAAAAAAAAAJNOVU1QWQEAdgB7"
      + "J2Rlc2NyJzogJzxpOCcsICdmb3J0cmFuX29yZGVyJzogRmFsc2UsICdzaGFwZSc6ICgyLCksIH0gICAgICAgICAg"
      + "ICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAKAQAAAAAAAAACAAAAAAAA"
      + "AFBLAwQtAAAAAAAAACEAwcajPP//////////BQAUAGIubnB5AQAQAJAAAAAAAAAAkAAAAAAAAACTTlVNUFkBAHYA"
      + "eydkZXNjcic6ICc8ZjQnLCAnZm9ydHJhbl9vcmRlcic6IEZhbHNlLCAnc2hhcGUnOiAoMiwgMiksIH0gICAgICAg"
      + "ICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgCgAAgD8AAAAAAAAAAAAA"
      + "gD9QSwECLQMtAAAAAAAAACEADPwc6ZAAAACQAAAABQAAAAAAAAAAAAAAgAEAAAAAYS5ucHlQSwECLQMtAAAAAAAA"
      + "ACEAwcajPJAAAACQAAAABQAAAAAAAAAAAAAAgAHHAAAAYi5ucHlQSwUGAAAAAAIAAgBmAAAAjgEAAAAA")
  // numpy.savez_compressed of a = zeros(2).
  static let compressed = data(
    "UEsDBC0AAAAIAAAAIQCFsLas//////////8FABQAYS5ucHkBABAAiAAAAAAAAABHAAAAAAAAAJvsF+obEMnIUMZQ"
      + "rZ6SWpxcpG6loG6TZqKuo6Cell9UUpSYF59flJIKEndLzClOBYoXZyQWpAL5GkY6mjoKtQoUAC4GKAAAUEsBAi0D"
      + "LQAAAAgAAAAhAIWwtqxHAAAAiAAAAAUAAAAAAAAAAAAAAIABAAAAAGEubnB5UEsFBgAAAAABAAEAMwAAAH4AAAAA"
      + "AA==")
  // safetensors.torch.save of b.weight (as float32 above), n = 7 (I64 scalar), h = [1.5, -0.333]
  // (F16), bf = [1.5, -0.333, 3e38] (BF16), d = [0.1] (F64), i = [1, -2] (I32), u = [0, 255] (U8),
  // mask = [true, false, true] (BOOL), empty (F32, 0 x 3), and a metadata that needs escapes.
  static let safetensors = data(
    "OAIAAAAAAAB7Il9fbWV0YWRhdGFfXyI6eyJxdW90ZSI6ImFcImJcXGNcbsOpIiwibW9kZWwiOiJ2Z2cxOSJ9LCJu"
      + "Ijp7ImR0eXBlIjoiSTY0Iiwic2hhcGUiOltdLCJkYXRhX29mZnNldHMiOlswLDhdfSwiZCI6eyJkdHlwZSI6IkY2"
      + "NCIsInNoYXBlIjpbMV0sImRhdGFfb2Zmc2V0cyI6WzgsMTZdfSwiYi53ZWlnaHQiOnsiZHR5cGUiOiJGMzIiLCJz"
      + "aGFwZSI6WzIsM10sImRhdGFfb2Zmc2V0cyI6WzE2LDQwXX0sImVtcHR5Ijp7ImR0eXBlIjoiRjMyIiwic2hhcGUi"
      + "OlswLDNdLCJkYXRhX29mZnNldHMiOls0MCw0MF19LCJpIjp7ImR0eXBlIjoiSTMyIiwic2hhcGUiOlsyXSwiZGF0"
      + "YV9vZmZzZXRzIjpbNDAsNDhdfSwiYmYiOnsiZHR5cGUiOiJCRjE2Iiwic2hhcGUiOlszXSwiZGF0YV9vZmZzZXRz"
      + "IjpbNDgsNTRdfSwiaCI6eyJkdHlwZSI6IkYxNiIsInNoYXBlIjpbMl0sImRhdGFfb2Zmc2V0cyI6WzU0LDU4XX0s"
      + "InUiOnsiZHR5cGUiOiJVOCIsInNoYXBlIjpbMl0sImRhdGFfb2Zmc2V0cyI6WzU4LDYwXX0sIm1hc2siOnsiZHR5"
      + "cGUiOiJCT09MIiwic2hhcGUiOlszXSwiZGF0YV9vZmZzZXRzIjpbNjAsNjNdfX0gBwAAAAAAAACamZmZmZm5PwAA"
      + "wD8AAADAAABQQM3MzD13zCsyAOB/RwEAAAD+////wD+qvmJ/AD5UtQD/AQAB")

  private static func data(_ base64: String) -> Data { Data(base64Encoded: base64) ?? Data() }
}
