import Foundation

/// The bare minimum of some work, measured in the same run as the work.
enum Baseline {
    /// Seconds that a scan of the bytes for line ends takes: nothing can read AMI without it.
    static func scanForLineEnds(_ bytes: [UInt8]) -> Double {
        ContinuousClock().measure { precondition(lineEnds(in: bytes) > 0) }.seconds
    }

    /// How long appends of 4 KiB to a file take until they lie on the disk, in milliseconds, one every 20 ms until the task
    /// is cancelled: nothing can be kept for ever without it. Beside the load, so that it meets the same machine.
    static func appendAndSync(in folder: String) async throws -> [Double] {
        let path = folder + "/baseline"
        _ = FileManager.default.createFile(atPath: path, contents: nil)
        guard let file = FileHandle(forWritingAtPath: path) else { throw CocoaError(.fileWriteUnknown) }
        let block = Data(repeating: 0x50, count: 4_096)
        var milliseconds: [Double] = []
        while !Task.isCancelled {
            let time = try ContinuousClock().measure {
                try file.write(contentsOf: block)
                guard fdatasync(file.fileDescriptor) == 0 else { throw CocoaError(.fileWriteUnknown) }
            }
            milliseconds.append(time.seconds * 1_000)
            try? await Task.sleep(for: .milliseconds(20))
        }
        return milliseconds
    }

    private static func lineEnds(in bytes: [UInt8]) -> Int {
        bytes.withUnsafeBytes { buffer in
            var (count, rest) = (0, buffer[...])
            while let base = UnsafeRawBufferPointer(rebasing: rest).baseAddress,
                let found = memchr(base, 10, rest.count)
            {
                count += 1
                rest = rest.dropFirst(UnsafeRawPointer(found) - base + 1)
            }
            return count
        }
    }
}

extension Duration {
    var seconds: Double { Double(components.seconds) + Double(components.attoseconds) / 1e18 }
}

extension [Double] {
    /// The value below which the given part of all lies; 0 where there are none.
    func percentile(_ part: Double) -> Double {
        let sorted = sorted()
        return sorted.isEmpty ? 0 : sorted[Swift.min(sorted.count - 1, Int(Double(sorted.count) * part))]
    }
}
