import ContactCenter
import Testing

@testable import Web

@Suite struct PhoneTextTests {
    let viewer = Viewer.sample()

    @Test(
        "a Russian number is shown in the national format",
        arguments: [
            ("89535237271", "8 (953) 523-72-71"),
            ("+79535237271", "8 (953) 523-72-71"),
            ("79535237271", "8 (953) 523-72-71"),
            ("4952139851", "8 (495) 213-98-51"),
            ("8005553535", "8 (800) 555-35-35"),
            ("6467171", "646-71-71"),
        ]
    )
    func national(number: String, shown: String) {
        #expect(viewer.phoneText(number) == shown)
    }

    @Test("a foreign number is shown in the international format")
    func foreign() {
        #expect(viewer.phoneText("+380441234567") == "+380 44 123 4567")
    }

    @Test(
        "what is no such number is shown as it was delivered",
        arguments: ["0111", "", "+", "380441234567", "12", "49566871202", "00002604", "anonymous", "<script>"]
    )
    func asDelivered(number: String) {
        #expect(viewer.phoneText(number) == number)
    }

    @Test("as text that cannot become markup, and not longer than anybody reads")
    func markup() {
        #expect(viewer.phone("<script>").markup == "<bdi>&lt;script&gt;</bdi>")
        #expect(viewer.phone(String(repeating: "7", count: 200)).markup.unicodeScalars.count == 52)
        #expect(viewer.phone(nil).markup == "<bdi></bdi>")
    }
}
