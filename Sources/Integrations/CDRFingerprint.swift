/// What a cursor keeps of the row that it stands behind, to notice that another stands there.
enum CDRFingerprint {
    /// FNV-1a: nobody gains by forging it, the rows' own times and ids make it differ.
    static func of(_ bytes: some Sequence<UInt8>) -> String {
        let hash = bytes.reduce(0xcbf2_9ce4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
        return String(hash, radix: 16)
    }
}
