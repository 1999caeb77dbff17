/// Where a PBX is, how to log in there, and how patient to be.
public struct AMIConfiguration: Sendable, Equatable {
    /// Whether and how the connection is encrypted.
    public enum TLS: Sendable, Equatable {
        /// Plain TCP, Asterisk's port 5038.
        case none
        /// TLS with a certificate that an authority known to the system has signed for this host name.
        case systemRoots
        /// TLS with a certificate that is, or was signed by, one in this PEM file. The name in it is not compared: the
        /// certificates that PBXs make for themselves seldom carry the address they are reached by.
        case pinnedCA(file: String)
        /// TLS that takes any certificate: nobody reads along, but anybody may answer.
        case insecure
    }

    /// How the secret is proved.
    public enum Authentication: Sendable, Equatable {
        /// Sent as it is.
        case secret
        /// By MD5 of a challenge: the secret does not cross the wire.
        case md5
    }

    /// When to try again after a connection failed or ended.
    public struct Reconnect: Sendable, Equatable {
        /// The longest wait before the first try. The wait doubles with each further try and is shortened at random by up to
        /// half, so that many clients do not come back at the same moment.
        public var first: Duration
        /// The wait never grows beyond this.
        public var longest: Duration

        /// - Parameters:
        ///   - first: the longest wait before the first try.
        ///   - longest: the wait never grows beyond this.
        public init(first: Duration = .milliseconds(500), longest: Duration = .seconds(30)) {
            self.first = first
            self.longest = longest
        }
    }

    /// The classes that events of calls, queues, phones, CDRs and recordings come in. Not `reporting` (RTCP), `security`,
    /// `dtmf`, `verbose` and other chatter.
    public static let defaultEventMask = "system,call,agent,cdr,dialplan,dtmf"

    /// Name or address of the PBX.
    public var host: String
    /// Port of its manager interface.
    public var port: Int
    /// Whether and how the connection is encrypted.
    public var tls: TLS
    /// The section of manager.conf to log in as.
    public var username: String
    /// The secret of that section.
    public var secret: String
    /// How the secret is proved.
    public var authentication: Authentication
    /// The event classes wanted, a list as in manager.conf's `read`; the PBX leaves out what the user may not read.
    public var eventMask: String
    /// How long connecting, TLS and logging in may take together.
    public var connectTimeout: Duration
    /// How long an action may go without an answer, a list without its next item.
    public var actionTimeout: Duration
    /// A ping is sent this often. A connection on which nothing comes for a whole interval after a ping is given up.
    public var keepAliveInterval: Duration
    /// The longest message accepted, in bytes.
    public var messageLimit: Int
    /// How many bytes may wait for a slow reader before the socket is no longer read.
    public var readAheadLimit: Int
    /// When to try again after a connection failed or ended.
    public var reconnect: Reconnect

    /// - Parameters: as the properties of the same names.
    public init(
        host: String,
        port: Int = 5_038,
        tls: TLS = .none,
        username: String,
        secret: String,
        authentication: Authentication = .secret,
        eventMask: String = AMIConfiguration.defaultEventMask,
        connectTimeout: Duration = .seconds(10),
        actionTimeout: Duration = .seconds(10),
        keepAliveInterval: Duration = .seconds(15),
        messageLimit: Int = 1 << 20,
        readAheadLimit: Int = 16 << 20,
        reconnect: Reconnect = Reconnect()
    ) {
        self.host = host
        self.port = port
        self.tls = tls
        self.username = username
        self.secret = secret
        self.authentication = authentication
        self.eventMask = eventMask
        self.connectTimeout = connectTimeout
        self.actionTimeout = actionTimeout
        self.keepAliveInterval = keepAliveInterval
        self.messageLimit = messageLimit
        self.readAheadLimit = readAheadLimit
        self.reconnect = reconnect
    }

    /// The address in messages and logs.
    var address: String { "\(host):\(port)" }
}

extension AMIConfiguration: CustomStringConvertible {
    /// User and address, fit for a log: the secret is left out.
    public var description: String { "\(username)@\(address)" }
}
