import ContactCenter
import Web

/// Calling a number that was pressed on a page, and having the own phone answer, hold and resume (requirements S4.1, S4.24).
extension Settings {
    static let pbxDialContext = Setting(
        "pbx.dial-context",
        "from-internal",
        "The context of the dialplan in which the own phone dials a number that was pressed on a page",
        read: { $0 }
    )
    static let pbxDialNational = Setting(
        "pbx.dial-national",
        "{national}",
        "How the PBX dials a number of the business's own country: `{national}` as people dial it there (`89161234567`), `{digits}` "
            + "with the country's code (`79161234567`), and what stands in front: `9{national}`, `+{digits}`",
        read: dialForm
    )
    static let pbxDialAbroad = Setting(
        "pbx.dial-abroad",
        "+{digits}",
        "How it dials a number of another country: `+{digits}`, `810{digits}`, `00{digits}`",
        read: dialForm
    )
    static let pbxDialCallerID = Setting(
        "pbx.dial-caller-id",
        "{number}",
        "What the own phone shows while it rings for such a call: `{number}` the number that is called, `{phone}` its own, or a number "
            + "of the business. A dialplan that chooses no caller id of its own shows it to the client, too",
        read: dialCallerID
    )
    static let pbxRemotePhones = patterns(
        "pbx.remote-phones",
        [],
        shown: "none",
        "Phones that answer, hold and resume when a SIP NOTIFY tells them to (`Event: talk`, `Event: hold`), by their numbers, as patterns: "
            + "`01*`. Only their people have buttons for it on the card"
    )
    static let pbxRemoteModels = patterns(
        "pbx.remote-models",
        [],
        shown: "none",
        "The same by what phones call themselves when they register (User-Agent), as patterns: `Yealink*`, `PolycomVVX*`"
    )
    static let diallingClasses = Setting(
        list: "dialling.classes",
        DiallingRules.usualClasses,
        shown:
            "`+79=mobile`, `+7803=premium`, `+7809=premium`, `+76=international`, `+77=international`, `+380900=premium`",
        "Where numbers lead that begin so, `prefix=class`; the classes are `internal`, `local`, `national`, `mobile`, `international`, "
            + "`premium`. Numbers without area code are given by their digits: `0890=premium`. Of several the longest counts",
        read: diallingClasses
    )
    static let diallingPerMinute = Setting(
        "dialling.per-minute",
        10,
        "How many calls one person may begin within a minute by pressing numbers",
        read: { try wholeNumber($0, in: 1...1_000, "calls") }
    )
    static let diallingLink = Setting(
        "dialling.link",
        NumberLinks.Form.telephone,
        shown: "`tel:{number}`",
        "What numbers on pages lead to for who sits at no phone of the PBX, or holds a key down: `{number}` the number with its country, "
            + "`{dialled}` as the PBX dials it. `sip:{dialled}@pbx.example.org` for telephones by SIP on the computer",
        read: {
            guard let form = NumberLinks.Form($0) else {
                throw Malformed("tel:, sip: or sips: and {number} or {dialled}, such as sip:{dialled}@pbx.example.org")
            }
            return form
        }
    )
}
