import ContactCenter
import Telephony

/// Sending callers to their employee (requirements S4.13, S4.14).
extension Settings {
    static let routingAddresses = Setting(
        list: "routing.addresses",
        [String](),
        shown: "none",
        "Addresses of PBXs that may ask who calls and whom to send the caller to, `10.0.0.5`. Without one nobody may",
        read: { $0.map { $0.lowercased() } }
    )
    static let routingFastAGI = Setting(
        "routing.fast-agi",
        FastAGIAddress?.none,
        shown: "none",
        "Where the same is answered by FastAGI, `127.0.0.1:4573`, for a PBX on this machine. It knows no tokens: only this machine and "
            + "`routing.addresses` are heard",
        read: { try FastAGIAddress($0) }
    )
    static let routingRedirectContexts = patterns(
        "routing.redirect-contexts",
        [],
        shown: "none",
        "Contexts of the dialplan, as patterns, from which Priyom itself sends callers to their employee as soon as they arrive, for a PBX "
            + "whose dialplan asks nothing. Not for contexts that ask"
    )
    static let routingRedirectSeconds = Setting(
        "routing.redirect-seconds",
        10,
        "Seconds. So long the employee's phone rings before such a caller goes back to where they arrived; shorter than the dialplan "
            + "itself lets a phone ring in `pbx.transfer-context`, else that ends the call",
        read: { try wholeNumber($0, in: 3...120, "seconds") }
    )
}
