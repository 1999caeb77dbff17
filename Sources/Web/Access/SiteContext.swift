import ContactCenter
import Hummingbird
import NIOCore

/// What is known of a request besides itself: who asks, and from where.
struct SiteContext: RequestContext {
    var coreContext: CoreRequestContextStorage
    /// The other end of the connection; a proxy's where there is one.
    let peer: String?
    /// `nil` before the log-in.
    var reader: SignedIn?
    /// What is live around every page, as it is now; `nil` before the log-in.
    var frame: FramePage?

    init(source: ApplicationRequestContextSource) {
        coreContext = CoreRequestContextStorage(source: source)
        peer = source.channel.remoteAddress?.ipAddress
    }

    /// Who asks.
    ///
    /// - Throws: 401 for who is not logged in.
    var signedIn: SignedIn {
        get throws {
            guard let reader else { throw HTTPError(.unauthorized) }
            return reader
        }
    }
}

/// Somebody logged in, at the browser that asks.
struct SignedIn: Sendable {
    var session: Session
    var secret: BrowserSecret

    var user: User { session.user }
    var rights: Rights { session.rights }
}

typealias Context = SiteContext
