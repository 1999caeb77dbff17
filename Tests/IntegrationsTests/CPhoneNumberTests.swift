import CPhoneNumber
import TestSupport
import Testing

@Suite("The C face of libphonenumber")
struct CPhoneNumberTests {
    @Test("takes bytes that are no text, however many, and any region")
    func bytes() {
        var random = SeededRandom(seed: 58)
        for round in 0..<10_000 {
            let bytes = random.bytes(Int.random(in: 0...300, using: &random)).map { CChar(bitPattern: $0) }
            let region = round.isMultiple(of: 7) ? "\u{1}😀" : "RU"
            let number = c_phone_number_read(bytes, bytes.count, region)
            #expect(number.e164.31 == 0 && number.extension.31 == 0 && number.written.63 == 0)
        }
        #expect(c_phone_number_read("", 0, "").kind == CPhoneNumberKindNone)
        #expect(!c_phone_number_knows_region(""))
    }
}
