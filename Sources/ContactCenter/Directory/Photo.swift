/// A photo of somebody who works here: a small JPEG picture without anything that cameras and editors write into it.
package struct Photo: Hashable, Sendable {
    /// Of a file; browsers make pictures of 256 by 256 points, some 20 kB.
    package static let mostBytes = 100_000
    package static let longestSide = 1_024

    /// From the beginning of the picture to its end.
    package let bytes: [UInt8]

    /// Takes what stands in the picture itself: notes of the camera, places, comments and what follows the end are left out.
    ///
    /// - Returns: `nil` for what is no JPEG picture, or is too large.
    package init?(jpeg file: [UInt8]) {
        guard file.count <= Self.mostBytes, let bytes = JPEGSegments(file)?.picture else { return nil }
        self.bytes = bytes
    }

    /// By which a browser tells whether it has the picture already (FNV-1a): it protects nothing.
    package var tag: String {
        var digest: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in bytes { digest = (digest ^ UInt64(byte)) &* 0x100_0000_01b3 }
        return String(digest, radix: 36)
    }
}

/// The parts of a JPEG file: each begins with `FF` and its kind, most have a length.
private struct JPEGSegments {
    let picture: [UInt8]

    init?(_ file: [UInt8]) {
        guard file.starts(with: [0xFF, 0xD8]) else { return nil }
        var picture: [UInt8] = [0xFF, 0xD8]
        var place = 2
        var hasSize = false
        while place + 4 <= file.count {
            guard file[place] == 0xFF else { return nil }
            let kind = file[place + 1]
            let length = Int(file[place + 2]) << 8 + Int(file[place + 3])
            let end = place + 2 + length
            guard length >= 2, end <= file.count else { return nil }
            switch kind {
            // The frame: height and width.
            case 0xC0, 0xC1, 0xC2:
                guard !hasSize, length >= 8 else { return nil }
                let sides = [5, 7].map { Int(file[place + $0]) << 8 + Int(file[place + $0 + 1]) }
                guard sides.allSatisfy({ (1...Photo.longestSide).contains($0) }) else { return nil }
                hasSize = true
                picture += file[place..<end]
            // What tells how to read the picture.
            case 0xC4, 0xDB, 0xDD, 0xE0: picture += file[place..<end]
            case 0xDA:
                guard hasSize else { return nil }
                // Within the points an `FF` is followed by `00` or by the number of a restart.
                var next = end
                while next + 1 < file.count,
                    file[next] != 0xFF || file[next + 1] == 0 || (0xD0...0xD7).contains(file[next + 1])
                {
                    next += 1
                }
                guard next + 1 < file.count else { return nil }
                picture += file[place..<next]
                guard file[next + 1] != 0xD9 else {
                    self.picture = picture + [0xFF, 0xD9]
                    return
                }
                place = next
                continue
            // Notes of programs and comments.
            case 0xE1...0xEF, 0xFE: break
            default: return nil
            }
            place = end
        }
        return nil
    }
}
