import CLibCurl
import ContactCenter
import Foundation
import NIOPosix
import Synchronization

/// Looks into boxes of mail by libcurl (IMAP), on threads of its own.
package final class CurlMailBoxes: MailBoxReading {
    fileprivate let authority: String?
    fileprivate let threads: NIOThreadPool

    /// - Parameter authority: the path of a PEM file with the authority that certificates are checked against; `nil`: the system's.
    package init(authority: String? = nil) {
        self.authority = authority
        threads = NIOThreadPool(numberOfThreads: 1)
        threads.start()
        CurlLibrary.prepare()
    }

    deinit { threads.shutdownGracefully { _ in } }

    package func session(at place: MailBoxPlace, password: String) -> any MailBoxSession {
        CurlMailBoxSession(place: place, password: password, boxes: self)
    }
}

/// One look into a box: one connection, on which one thing is done at a time.
private final class CurlMailBoxSession: MailBoxSession {
    private static let connectingLimit = 15_000
    /// Milliseconds for one letter; the lease of a box is longer.
    private static let limit = 180_000
    /// Bytes of what a server tells about letters.
    private static let mostTold = 64 << 20

    private let place: MailBoxPlace
    private let password: String
    /// Whose threads it lives by, and keeps alive.
    private let boxes: CurlMailBoxes
    /// Of how many numbers is asked at once. libcurl breaks an answer off after 300 KiB, and counts for each line all that stand behind it.
    private static let portion: Int64 = 40
    /// The one handle, which keeps the connection.
    private let handles = CurlHandles()
    /// The number that the next letter gets; 0 where the server has not said it.
    private let next = Mutex<Int64>(0)

    init(place: MailBoxPlace, password: String, boxes: CurlMailBoxes) {
        self.place = place
        self.password = password
        self.boxes = boxes
    }

    func open() async throws(MailBoxProblem) -> OpenedMailBox {
        let course = try await perform(CurlMailBoxRequest(command: "NOOP", most: Self.mostTold))
        let lines = String(decoding: course.told, as: UTF8.self).split(whereSeparator: \.isNewline)
        func number(_ name: String) -> Int64? {
            for line in lines {
                guard let found = line.range(of: "[\(name) ") else { continue }
                return Int64(line[found.upperBound...].prefix { $0.isASCII && $0.isNumber })
            }
            return nil
        }
        // A server without lasting numbers is one whose letters are known by what they say.
        let opened = OpenedMailBox(validity: number("UIDVALIDITY") ?? 0, next: number("UIDNEXT") ?? 0)
        next.withLock { $0 = opened.next }
        return opened
    }

    func list(from number: Int64) async throws(MailBoxProblem) -> [ListedMail] {
        let next = next.withLock { $0 }
        guard next > 0 else { return try await list("\(number):*", from: number) }
        var found: [ListedMail] = []
        var first = number
        while first < next {
            found += try await list("\(first):\(min(first + Self.portion, next) - 1)", from: first)
            first += Self.portion
        }
        return found
    }

    private func list(_ numbers: String, from number: Int64) async throws(MailBoxProblem) -> [ListedMail] {
        let command = "UID FETCH \(numbers) (UID RFC822.SIZE INTERNALDATE)"
        let course = try await perform(CurlMailBoxRequest(command: command, most: Self.mostTold))
        let lines = String(decoding: course.body, as: UTF8.self).split(whereSeparator: \.isNewline)
        return lines.compactMap { ListedMail(line: $0) }.filter { $0.number >= number }.sorted { $0.number < $1.number }
    }

    func letter(_ listed: ListedMail, most: Int) async throws(MailBoxProblem) -> [UInt8]? {
        let part = listed.size > most ? "/;PARTIAL=0.\(most)" : ""
        let request = CurlMailBoxRequest(path: "/;UID=\(listed.number)\(part)", most: max(most, listed.size) + 65_536)
        let course = try await perform(request)
        return course.isMissing ? nil : course.body
    }

    private func perform(_ request: CurlMailBoxRequest) async throws(MailBoxProblem) -> CurlMailBoxRequest.Answer {
        let answer = try? await boxes.threads.runIfActive { [self] in request.perform(by: handles, options(request)) }
        guard let answer else { throw MailBoxProblem.other }
        if let problem = answer.problem { throw problem }
        return answer
    }

    private func options(_ request: CurlMailBoxRequest) -> CurlOptions {
        let scheme = place.security == .tls ? "imaps" : "imap"
        let host = place.host.contains(":") ? "[\(place.host)]" : place.host
        let url = "\(scheme)://\(host):\(place.port)/\(place.folder.percentEncoded())\(request.path)"
        let encryption = place.security == .off ? CURLUSESSL_NONE : CURLUSESSL_ALL
        var options = CurlOptions(
            url: url,
            protocols: "imap,imaps",
            connecting: Self.connectingLimit,
            limit: Self.limit
        )
        options.set(CURLOPT_USERNAME, place.user)
        options.set(CURLOPT_PASSWORD, password)
        options.set(CURLOPT_CAINFO, boxes.authority)
        options.set(CURLOPT_CUSTOMREQUEST, request.command)
        options.set(CURLOPT_USE_SSL, Int(encryption.rawValue))
        return options
    }
}

extension ListedMail {
    /// `* 12 FETCH (UID 17 RFC822.SIZE 4286 INTERNALDATE "17-Jul-1996 02:44:25 -0700")`, in any order.
    ///
    /// - Returns: `nil` for what a server says besides.
    init?(line: Substring) {
        guard line.hasPrefix("* "), line.contains(" FETCH (") else { return nil }
        func number(_ name: String) -> Int64? {
            guard let found = line.range(of: name) else { return nil }
            return Int64(line[found.upperBound...].prefix { $0.isASCII && $0.isNumber })
        }
        guard let uid = number("(UID ") ?? number(" UID ") else { return nil }
        let date = line.range(of: "INTERNALDATE \"").map { String(line[$0.upperBound...].prefix { $0 != "\"" }) }
        self.init(number: uid, size: Int(number("RFC822.SIZE ") ?? 0), at: date.flatMap(Self.date))
    }

    private static func date(_ text: String) -> Date? {
        let format = DateFormatter()
        format.locale = Locale(identifier: "en_US_POSIX")
        format.dateFormat = "d-MMM-yyyy HH:mm:ss Z"
        return format.date(from: text.trimmingCharacters(in: .whitespaces))
    }
}
