import ContactCenter
import Foundation

/// The addresses that pages link to. `Routes.swift` says who answers there.
enum SitePath {
    static let online: HTML = "/online"
    static let logIn: HTML = "/login"
    static let logOut: HTML = "/logout"
    static let colleagues: HTML = "/colleagues"
    static let seat: HTML = "/seat"

    static func logIn(thenTo address: String) -> HTML { "/login?next=\(percentEncoded(address))" }

    /// Lists begin with these; `ListAddress` has the rest of their addresses.
    static let calls = "/calls"
    static let register = "/register"

    static let card: HTML = "/card"

    static let registry: HTML = "/registry"
    /// Begins a contact by hand.
    static let newContact: HTML = "/contacts/new"

    static let missed: HTML = "/missed"
    /// The unwanted numbers.
    static let spamNumbers: HTML = "/missed/numbers"

    /// The card's page with the question which phone it is for.
    static let anotherPhone: HTML = "/card?extension="

    static func card(of phone: Extension) -> HTML { "/card?\(extensionQuery(phone))" }
    static func extensionQuery(_ phone: Extension) -> HTML { "extension=\(percentEncoded(phone.rawValue))" }
    static func call(_ id: CallID) -> HTML { "/calls/\(percentEncoded(id.description))" }

    static func contact(_ id: ContactID) -> HTML { "/contacts/\(id.rawValue)" }

    static func recording(_ number: Int, of call: CallID) -> HTML { "\(Self.call(call))/recordings/\(number)" }

    static func percentEncoded(_ text: String) -> String {
        var encoded = ""
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"):
                encoded.append(Character(UnicodeScalar(byte)))
            default:
                encoded += (byte < 0x10 ? "%0" : "%") + String(byte, radix: 16, uppercase: true)
            }
        }
        return encoded
    }
}
