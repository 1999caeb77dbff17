import ContactCenter
import Foundation

/// What an operator of the product can set about its pages.
package struct WebConfiguration: Sendable {
    /// The address to listen on.
    package var host = "127.0.0.1"
    /// 0 lets the system choose.
    package var port = 8080
    /// The names under which browsers may reach the pages, without port: a page of another site that makes its own name point
    /// here (DNS rebinding) is turned away.
    package var allowedHosts: Set<String> = ["localhost", "127.0.0.1", "[::1]"]
    /// For TLS of our own; `nil` serves plain HTTP.
    package var certificate: Certificate?
    /// Browsers reach us over TLS, our own or that of a proxy: cookies are for TLS only then.
    package var isSecure = false
    /// The addresses of proxies that may say where a request comes from.
    package var proxies: Set<String> = []
    /// The business time zone (decision D18).
    package var timeZone = TimeZone(identifier: "Europe/Moscow") ?? .gmt
    /// The business, as it is named at the telephone.
    package var company = ""
    /// A client from whom nothing came for so long sleeps (decision D11).
    package var clientSleepsAfter: TimeInterval = 365 * 86_400
    /// How fast calls are to be answered.
    package var serviceLevel = ServiceLevelRules()
    /// Whether a mail server is set up: saved reports and contacts can be sent by e-mail.
    package var sendsMail = false
    /// Whose own ids of calls other programs may name in links; `nil` takes only whole identities.
    package var pbx: PBXName?
    /// Whose a lead is: who took the inquiry, or who is responsible for its deal (requirement S2.15).
    package var leadBinding = LeadBinding.acceptor
    /// What becomes of a service that a client's policy has no rest for (requirement S3.29).
    package var overLimit = OverLimitRule.refuse
    /// Whether people see on their card that somebody listens in.
    package var showsListeners = false
    /// What numbers people may have dialled (decision D30).
    package var dialling = DiallingRules()
    /// What numbers on pages lead to where the own phone is not to call.
    package var numberForm = NumberLinks.Form.telephone
    /// How large a fax may be.
    package var faxes = FaxLimits()
    /// The addresses of PBXs that may take the pages of faxes by HTTP.
    package var faxAddresses: Set<String> = []
    /// For readers whose browser asks for none that there is.
    package var language = Language.Code.russian
    /// How often an event stream says that it lives. Pages call themselves off-line after 10 s of silence.
    package var heartbeat: Duration = .seconds(4)
    /// How often an open stream looks whether its reader is still logged in and may still see it.
    package var sessionCheck: Duration = .seconds(10)
    /// Seconds without activity after which a person is away.
    package var awayAfter = 300

    package init() {}
}
