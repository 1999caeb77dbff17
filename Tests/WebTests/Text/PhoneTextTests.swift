import Testing

@testable import Web

@Suite struct PhoneTextTests {
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
        #expect(phoneText(number) == shown)
    }

    @Test(
        "what is no Russian number is shown as it was delivered",
        arguments: ["0111", "", "+", "+380441234567", "380441234567", "12", "+6467171", "+4952139851", "<script>", "89535237271x", "٨٩٥٣٥٢٣٧٢٧١"]
    )
    func asDelivered(number: String) {
        #expect(phoneText(number) == number)
    }
}
