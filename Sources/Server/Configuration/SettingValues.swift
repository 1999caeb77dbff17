import ContactCenter
import Foundation
import Integrations
import Logging
import Storage
import Telephony

/// A text that must not reach a log: it prints as dots.
package struct Secret: Hashable, Sendable, CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    package let text: String

    package init(_ text: String) { self.text = text }

    package var description: String { "•••" }
    package var debugDescription: String { description }
    package var customMirror: Mirror { Mirror(self, children: []) }
}

/// How the AMI connection is encrypted and whom it trusts.
package enum TLSMode: Hashable, Sendable {
    case off
    /// The system's certificate authorities.
    case system
    /// The authority whose certificate this PEM file holds.
    case authority(file: String)
    /// Encrypted, but to anybody.
    case insecure

    init(_ text: String) throws {
        switch text {
        case "off": self = .off
        case "system": self = .system
        case "insecure": self = .insecure
        case _ where FileManager.default.isReadableFile(atPath: text): self = .authority(file: text)
        default: throw Malformed("off, system, insecure or the path of a readable PEM file")
        }
    }
}

/// How the AMI log-in proves the secret.
package enum AuthenticationMethod: String, Sendable, CaseIterable {
    case md5
    case secret

    init(text: String) throws {
        guard let method = Self(rawValue: text) else { throw Malformed("md5 or secret") }
        self = method
    }
}

/// How browsers are served.
package enum ServerTLS: String, Sendable, CaseIterable {
    case off
    case on
    case selfSigned = "self-signed"

    init(text: String) throws {
        guard let tls = Self(rawValue: text) else { throw Malformed("off, on or self-signed") }
        self = tls
    }
}

/// Where FastAGI is served: `127.0.0.1:4573`.
package struct FastAGIAddress: Hashable, Sendable {
    package let host: String
    package let port: Int

    init(_ text: String) throws {
        guard let address = HostAddress(text), let port = address.port else {
            throw Malformed("an address and a port, such as 127.0.0.1:4573")
        }
        host = address.host
        self.port = port
    }
}

extension Settings {
    @Sendable static func hostAddress(_ text: String) throws -> HostAddress? {
        guard let address = HostAddress(text) else {
            throw Malformed("a host, or a host and a port, such as smtp.example.org:587")
        }
        return address
    }

    @Sendable static func mailSecurity(text: String) throws -> MailServer.Security {
        guard let security = MailServer.Security(rawValue: text) else { throw Malformed("starttls, tls or off") }
        return security
    }

    @Sendable static func mailSender(_ text: String) throws -> MailSender? {
        guard let sender = MailSender(text) else {
            throw Malformed("an address, such as reports@example.org or Priyom <reports@example.org>")
        }
        return sender
    }

    @Sendable static func readableFile(_ text: String) throws -> String? {
        guard FileManager.default.isReadableFile(atPath: text) else { throw Malformed("the path of a readable file") }
        return text
    }
}

extension Settings {
    static func patterns(
        _ key: String,
        _ fallback: [GlobPattern],
        shown: String? = nil,
        _ meaning: String
    ) -> Setting<[GlobPattern]> {
        let texts = fallback.map { "`\($0.text)`" }.joined(separator: ", ")
        return Setting(list: key, fallback, shown: shown ?? texts, meaning, read: { $0.map { GlobPattern($0) } })
    }

    @Sendable static func databaseLocation(_ text: String) throws -> DatabaseLocation {
        guard let location = try? DatabaseLocation(setting: text) else {
            throw Malformed("the path of a file or an address such as postgresql://user:password@host/database")
        }
        return location
    }

    static func wholeNumber(_ text: String, in range: ClosedRange<Int>, _ unit: String) throws -> Int {
        guard let number = Int(text), range.contains(number) else {
            throw Malformed("\(unit), a whole number from \(range.lowerBound) to \(range.upperBound)")
        }
        return number
    }

    @Sendable static func flag(_ text: String) throws -> Bool {
        switch text.lowercased() {
        case "true", "yes", "on": true
        case "false", "no", "off": false
        default: throw Malformed("true or false")
        }
    }

    @Sendable static func port(_ text: String) throws -> Int {
        guard let port = Int(text), (1...65_535).contains(port) else {
            throw Malformed("a port, a whole number from 1 to 65535")
        }
        return port
    }

    @Sendable static func folder(_ text: String) throws -> String {
        guard text.hasPrefix("/") else { throw Malformed("the path of a folder from the root on, such as /var/spool") }
        return text
    }

    @Sendable static func megabytes(_ text: String) throws -> Int {
        guard let megabytes = Int(text), (1...10_000_000).contains(megabytes) else {
            throw Malformed("megabytes, a whole number from 1 on")
        }
        return megabytes
    }

    @Sendable static func timeZone(_ text: String) throws -> TimeZone {
        guard let zone = TimeZone(identifier: text) else {
            throw Malformed("a time zone's name, such as Europe/Moscow or UTC")
        }
        return zone
    }

    @Sendable static func country(_ text: String) throws -> Country {
        let country = Country(text)
        guard LibPhoneNumber.knows(country) else {
            throw Malformed("a country's two capital letters by ISO 3166, such as RU, UA or GB")
        }
        return country
    }

    @Sendable static func recordingAddress(_ text: String) throws -> RecordingAddress? {
        guard let address = RecordingAddress(text) else {
            throw Malformed(
                "an address of http or https with {path} or {file} behind the host, and without a user, such as "
                    + "https://pbx.example/monitor/{path}"
            )
        }
        return address
    }

    @Sendable static func cdrDatabase(_ text: String) throws -> CDRDatabase.Location? {
        guard let location = CDRDatabase.Location(setting: text) else {
            throw Malformed(
                "the path of a file from the root on, an address such as postgresql://user@host/database, or odbc: and what "
                    + "unixODBC understands, such as odbc:DSN=asteriskcdrdb"
            )
        }
        return location
    }

    @Sendable static func odbcConnection(_ text: String) throws -> Secret? {
        guard ODBCQuery.isConnection(text) else {
            throw Malformed("what unixODBC understands, such as DSN=erp;UID=priyom")
        }
        return Secret(text)
    }

    @Sendable static func cdrTable(_ text: String) throws -> String {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count <= 3, parts.allSatisfy({ !$0.isEmpty && !$0.utf8.contains { $0 < 0x20 } }) else {
            throw Malformed("the name of a table, such as cdr or public.cdr")
        }
        return text
    }

    @Sendable static func cdrColumns(_ texts: [String]) throws -> [String: String] {
        let columns: [String: String]
        do {
            columns = try aliases(texts)
        } catch {
            throw Malformed("a list of field=column that gives each field once, such as src=source")
        }
        if let unknown = columns.keys.sorted().first(where: { !CDRDatabase.fields.contains($0) }) {
            throw Malformed(
                "a list of field=column: \(unknown) is none of \(CDRDatabase.fields.joined(separator: ", "))"
            )
        }
        return columns
    }

    @Sendable static func day(_ text: String) throws -> Day? {
        guard let day = Day(text) else { throw Malformed("a day, such as 2026-01-01") }
        return day
    }

    @Sendable static func logLevel(text: String) throws -> Logger.Level {
        guard let level = Logger.Level(rawValue: text) else {
            throw Malformed("one of " + Logger.Level.allCases.map(\.rawValue).joined(separator: ", "))
        }
        return level
    }

    @Sendable static func addressGuard(_ texts: [String]) throws -> AddressGuard {
        let texts = texts.flatMap { $0 == "all" ? ["0.0.0.0/0", "::/0"] : [$0] }
        return AddressGuard(
            allowed: try texts.map { text in
                guard let range = NetworkRange(text) else {
                    throw Malformed("a list of networks, such as 10.0.0.0/8 or fd00::/8, or all")
                }
                return range
            }
        )
    }

    @Sendable static func panelHosts(_ texts: [String]) throws -> [PanelHost] {
        try texts.map { text in
            guard let host = PanelHost(text) else {
                throw Malformed(
                    "a list of hosts, such as erp.example.org or 10.0.0.5:8443, without http:// and without a path"
                )
            }
            return host
        }
    }

    @Sendable static func phoneChannel(_ text: String) throws -> String {
        guard text.contains("{phone}"), text.contains("/"), !text.contains(where: \.isWhitespace) else {
            throw Malformed("a channel with {phone} in place of the phone, such as PJSIP/{phone}")
        }
        return text
    }

    @Sendable static func faxChannel(_ text: String) throws -> String {
        guard text.contains("{number}"), text.contains("/"), !text.contains(where: \.isWhitespace) else {
            throw Malformed("a channel with {number} in place of the number, such as Local/{number}@from-internal/n")
        }
        return text
    }

    @Sendable static func faxCallerID(_ text: String) throws -> String? {
        guard DialledNumber.isDialled(text) else { throw Malformed("a number's digits") }
        return text
    }

    @Sendable static func dialForm(_ text: String) throws -> String {
        let number = text.replacing("{national}", with: "").replacing("{digits}", with: "")
        guard number != text, number.isEmpty || DialledNumber.isDialled(number) else {
            throw Malformed("{national} or {digits} and what is dialled in front, such as {national} or 810{digits}")
        }
        return text
    }

    @Sendable static func dialCallerID(_ text: String) throws -> String {
        let number = text.replacing("{number}", with: "1").replacing("{phone}", with: "1")
        guard DialledNumber.isDialled(number) else { throw Malformed("{number}, {phone} or a number's digits") }
        return text
    }

    @Sendable static func diallingClasses(_ texts: [String]) throws -> [String: DiallingClass] {
        var classes: [String: DiallingClass] = [:]
        for text in texts {
            let sides = text.split(separator: "=", omittingEmptySubsequences: false)
                .map { $0.trimmingCharacters(in: .whitespaces) }
            guard sides.count == 2, DialledNumber.isDialled(sides[0]), let named = DiallingClass(rawValue: sides[1])
            else {
                let names = DiallingClass.allCases.map(\.rawValue).joined(separator: ", ")
                throw Malformed("a list of prefix=class, such as +79=mobile; the classes are \(names)")
            }
            guard classes.updateValue(named, forKey: sides[0]) == nil else {
                throw Malformed("a list that gives each prefix once; \(sides[0]) is there twice")
            }
        }
        return classes
    }

    @Sendable static func aliases(_ texts: [String]) throws -> [String: String] {
        var numbers: [String: String] = [:]
        for text in texts {
            let sides = text.split(separator: "=", omittingEmptySubsequences: false)
                .map { $0.trimmingCharacters(in: .whitespaces) }
            guard sides.count == 2, sides.allSatisfy({ !$0.isEmpty }) else {
                throw Malformed("a list of delivered=number, such as 6467171=74956467171")
            }
            guard numbers.updateValue(sides[1], forKey: sides[0]) == nil else {
                throw Malformed("a list that gives each delivered number once; \(sides[0]) is there twice")
            }
        }
        return numbers
    }
}

func leadBinding(_ text: String) throws -> LeadBinding {
    guard let binding = LeadBinding(rawValue: text) else { throw Malformed("acceptor or deal") }
    return binding
}

func overLimitRule(_ text: String) throws -> OverLimitRule {
    guard let rule = OverLimitRule(rawValue: text) else { throw Malformed("refuse or supervisor") }
    return rule
}

extension String {
    /// A host that is this machine itself: what goes there crosses no network.
    var isThisMachine: Bool { self == "localhost" || NetworkAddress(self)?.isLoopback ?? false }
}
