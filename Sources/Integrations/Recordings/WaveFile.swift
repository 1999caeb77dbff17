/// What stands in front of 16-bit samples in a WAV file.
enum WaveFile {
    static let headerLength = 44

    static func header(content: Int64, rate: Int, channels: Int) -> [UInt8] {
        func little(_ number: Int, _ bytes: Int) -> [UInt8] {
            (0..<bytes).map { UInt8(truncatingIfNeeded: number >> (8 * $0)) }
        }
        let block = channels * 2
        var header = Array("RIFF".utf8) + little(Int(content) + 36, 4) + Array("WAVEfmt ".utf8)
        header += little(16, 4) + little(1, 2) + little(channels, 2) + little(rate, 4)
        header += little(rate * block, 4) + little(block, 2) + little(16, 2)
        return header + Array("data".utf8) + little(Int(content), 4)
    }
}
