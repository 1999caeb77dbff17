import ContactCenter

/// Files as people send them.
package enum SampleFiles {
    /// The parts of a JPEG picture of 256 by 256 points, enough for whoever looks at its structure.
    package static let jpeg: [UInt8] =
        [0xFF, 0xD8, 0xFF, 0xDB, 0, 4, 1, 2, 0xFF, 0xC0, 0, 11, 8, 1, 0, 1, 0, 1, 1, 0x11, 0]
        + [0xFF, 0xDA, 0, 8, 1, 1, 0, 0, 63, 0, 0x12, 0x34, 0xFF, 0xD9]
}
