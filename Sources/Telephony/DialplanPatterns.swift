/// How an installation names its trunks, phones and contexts: what cannot be read off the events alone.
///
/// The defaults hold for bare PJSIP, FreePBX and MikoPBX. Patterns are compared with the endpoint, that is the channel
/// name without technology and serial number: `trunk` of `PJSIP/trunk-0000005a`.
package struct DialplanPatterns: Hashable, Sendable {
    /// Endpoints that lead outside; `pbx.trunks`.
    package var trunks: [GlobPattern] = []
    /// Endpoints that are phones of ours; `pbx.phones`.
    package var phones: [GlobPattern] = []
    /// Contexts in which calls from outside arrive; `pbx.inbound-contexts`.
    package var inboundContexts: [GlobPattern] = Self.defaultInboundContexts
    /// Contexts of phones.
    package var internalContexts: [GlobPattern] = Self.defaultInternalContexts
    /// Contexts in which a caller hears that nobody works now; `pbx.closed-contexts`.
    package var closedContexts: [GlobPattern] = Self.defaultClosedContexts
    /// Contexts in which unwanted callers end; `pbx.blocked-contexts`.
    package var blockedContexts: [GlobPattern] = Self.defaultBlockedContexts

    /// What stands for a number of ours when it is delivered, and the number; `pbx.dids`. Digits alone are compared.
    package var dids: [String: String] = [:] {
        didSet { didsByDigits = Dictionary(dids.map { (Self.digits($0.key), $0.value) }, uniquingKeysWith: { $1 }) }
    }
    private var didsByDigits: [String: String] = [:]

    package init() {}

    /// The number of ours that was dialled, by its configured name where it has one.
    func did(_ delivered: String) -> String {
        didsByDigits.isEmpty ? delivered : didsByDigits[Self.digits(delivered)] ?? delivered
    }

    /// The DID that was dialled. An extension like `s` is one only where the configuration gives it a number.
    func ourNumber(_ exten: String) -> String? {
        let named = did(exten)
        return named != exten ? named : ChannelGraph.dialledNumber(exten)
    }

    /// Names without digits, such as `s`, stand for themselves.
    private static func digits(_ number: String) -> String {
        let digits = number.filter { $0.isASCII && $0.isNumber }
        return digits.isEmpty ? number : digits
    }

    package static let defaultInboundContexts: [GlobPattern] = [
        "from-trunk*", "from-pstn*", "from-did*", "from-sip-external*", "from-outside*", "from-digital*",
        "from-analog*",
        "from-provider*", "*incoming*", "*inbound*", "ext-did*", "public*",
    ]

    package static let defaultInternalContexts: [GlobPattern] = [
        "from-internal*", "internal*", "from-queue*", "all_peers*", "all-peers*", "users*", "phones*", "local*",
        "office*",
    ]

    package static let defaultClosedContexts: [GlobPattern] = [
        "*closed*", "*after-hours*", "*afterhours*", "*out-of-hours*", "*out-work-times*", "*outside-hours*",
        "*non-working*", "*nonworking*", "*night*", "*holiday*",
    ]

    package static let defaultBlockedContexts: [GlobPattern] = ["*blacklist*", "*blocked*", "*spam*"]
}
