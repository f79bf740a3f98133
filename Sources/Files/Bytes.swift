import Foundation

#if _endian(big)
  #error("Files of numbers are little-endian and are read and written as they lie in memory.")
#endif

/// Lends the bytes of data. `Data.withUnsafeBytes` rethrows untyped.
///
/// - Throws: what `body` throws.
func withBytes(
  of data: Data, _ body: (UnsafeRawBufferPointer) throws(FileError) -> Void
) throws(FileError) {
  let result = data.withUnsafeBytes { bytes -> Result<Void, FileError> in
    do throws(FileError) { return .success(try body(bytes)) } catch { return .failure(error) }
  }
  try result.get()
}

/// Lends the bytes of an array of numbers. `Array.withUnsafeBytes` rethrows untyped.
///
/// - Throws: what `body` throws.
func withBytes<Number: BitwiseCopyable>(
  of numbers: [Number], _ body: (UnsafeRawBufferPointer) throws(FileError) -> Void
) throws(FileError) {
  let result = numbers.withUnsafeBytes { bytes -> Result<Void, FileError> in
    do throws(FileError) { return .success(try body(bytes)) } catch { return .failure(error) }
  }
  try result.get()
}
