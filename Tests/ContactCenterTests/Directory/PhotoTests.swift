import Testing

@testable import ContactCenter

@Suite("The photo of an employee") struct PhotoTests {
    private static func segment(_ kind: UInt8, _ content: [UInt8]) -> [UInt8] {
        let length = content.count + 2
        return [0xFF, kind, UInt8(length >> 8), UInt8(length & 0xFF)] + content
    }

    private static func frame(_ height: Int, _ width: Int) -> [UInt8] {
        segment(
            0xC0,
            [8, UInt8(height >> 8), UInt8(height & 0xFF), UInt8(width >> 8), UInt8(width & 0xFF), 1, 1, 0x11, 0]
        )
    }

    private static let start: [UInt8] = [0xFF, 0xD8]
    private static let jfif = segment(0xE0, Array("JFIF\0".utf8))
    private static let tables = segment(0xDB, [0, 1, 2]) + segment(0xC4, [3, 4])
    private static let points = segment(0xDA, [1, 1, 0, 0, 63, 0]) + [0x12, 0xFF, 0x00, 0x34, 0xFF, 0xD3, 0x56]
    private static let end: [UInt8] = [0xFF, 0xD9]
    static let sample = start + jfif + tables + frame(256, 256) + points + end

    @Test("is taken as it is where it has nothing but the picture")
    func plain() throws {
        let photo = try #require(Photo(jpeg: Self.sample))
        #expect(photo.bytes == Self.sample)
        #expect(photo.tag == Photo(jpeg: Self.sample)?.tag)
    }

    @Test("loses where it was taken, comments, and whatever follows its end")
    func stripped() throws {
        let exif = Self.segment(0xE1, Array("Exif\0\0N55.7".utf8))
        let comment = Self.segment(0xFE, Array("<script>".utf8))
        let file =
            Self.start + exif + Self.jfif + comment + Self.tables + Self.frame(256, 256) + Self.points + Self.end
            + Array("<script>alert(1)</script>".utf8)
        #expect(Photo(jpeg: file)?.bytes == Self.sample)
    }

    @Test("in several passes is one picture")
    func progressive() {
        let file = Array(Self.sample.dropLast(2)) + Self.segment(0xC4, [5]) + Self.points + Self.end
        #expect(Photo(jpeg: file)?.bytes == file)
    }

    @Test("is refused where it is none, too large, or cut off")
    func refused() {
        #expect(Photo(jpeg: []) == nil)
        #expect(Photo(jpeg: Array("<svg onload=alert(1)>".utf8)) == nil)
        #expect(Photo(jpeg: [0x89] + Array("PNG\r\n".utf8)) == nil)
        #expect(Photo(jpeg: Self.start + Self.frame(1_025, 256) + Self.points + Self.end) == nil)
        #expect(Photo(jpeg: Self.start + Self.frame(0, 256) + Self.points + Self.end) == nil)
        #expect(Photo(jpeg: Self.start + Self.tables + Self.points + Self.end) == nil)
        #expect(Photo(jpeg: Self.sample + Array(repeating: 0, count: Photo.mostBytes)) == nil)
        for length in 0..<Self.sample.count { #expect(Photo(jpeg: Array(Self.sample.prefix(length))) == nil) }
        // A length that goes beyond the file, and one that is none.
        #expect(Photo(jpeg: Self.start + [0xFF, 0xDB, 0xFF, 0xFF, 0, 0]) == nil)
        #expect(Photo(jpeg: Self.start + [0xFF, 0xDB, 0, 0, 0, 0]) == nil)
    }
}
