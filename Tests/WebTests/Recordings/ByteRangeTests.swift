import Testing

@testable import Web

@Suite("Parts that a browser asks for") struct ByteRangeTests {
    @Test(
        "are taken at their word, within what there is",
        arguments: [
            ("bytes=0-", 0..<1_000), ("bytes=0-0", 0..<1), ("bytes=10-19", 10..<20), ("bytes=990-2000", 990..<1_000),
            ("bytes=-1", 999..<1_000), ("bytes=-5000", 0..<1_000), ("Bytes=5-", 5..<1_000),
        ] as [(String, Range<Int64>)]
    )
    func part(field: String, range: Range<Int64>) {
        #expect(ByteRange(field, size: 1_000) == .part(range))
    }

    @Test(
        "that make no sense, and several at once, mean the whole",
        arguments: [
            nil, "", "bytes=", "bytes=-", "bytes=a-b", "bytes=5-2", "bytes=0-1,5-6", "items=0-1", "bytes=+1-2",
            "bytes=--5",
            "bytes=99999999999999999999-", "bytes=1-2-3",
        ] as [String?]
    )
    func whole(field: String?) {
        #expect(ByteRange(field, size: 1_000) == .whole)
    }

    @Test("behind the end are refused", arguments: ["bytes=1000-", "bytes=1000-1001", "bytes=-0"])
    func unsatisfiable(field: String) {
        #expect(ByteRange(field, size: 1_000) == .unsatisfiable)
        #expect(ByteRange("bytes=0-", size: 0) == .unsatisfiable)
    }
}
