import CGMime
import ContactCenter
import Crypto
import Foundation
import NIOPosix

/// Understands letters by GMime, on a thread of its own. Whatever comes becomes a letter that can be read, with remarks on what is not as
/// it came.
package final class GMimeMail: MailOpening {
    /// Bytes of headers; nobody has more to say about a letter.
    private static let longestHeaders = 256 << 10
    /// Not safe beside other threads, so it is done once.
    private static let isPrepared: Bool = {
        priyom_mail_prepare()
        return true
    }()

    private let threads: NIOThreadPool

    package init() {
        _ = Self.isPrepared
        threads = NIOThreadPool(numberOfThreads: 1)
        threads.start()
    }

    deinit { threads.shutdownGracefully { _ in } }

    package func open(_ bytes: [UInt8], isCut: Bool) async -> ReceivedMail {
        let mail = try? await threads.runIfActive { Self.mail(bytes, isCut: isCut) }
        return mail ?? .unreadable(digest: "")
    }

    private static func mail(_ bytes: [UInt8], isCut: Bool) -> ReceivedMail {
        var remarks: Set<ReceivedMail.Remark> = isCut ? [.cut] : []
        let readable = readable(bytes, &remarks)
        var mail = readable.withUnsafeBufferPointer { buffer in
            buffer.withMemoryRebound(to: CChar.self) { read($0) }
        }
        mail.remarks.formUnion(remarks)
        mail.digest = digest(of: mail, bytes)
        return mail
    }

    /// Without the signs in headers at which C ends a text, and without headers that never end.
    private static func readable(_ bytes: [UInt8], _ remarks: inout Set<ReceivedMail.Remark>) -> [UInt8] {
        let end = endOfHeaders(bytes)
        var headers = Array(bytes[..<min(end, longestHeaders)])
        for place in headers.indices where headers[place] == 0 { headers[place] = UInt8(ascii: " ") }
        guard end > longestHeaders else { return headers + bytes[end...] }
        remarks.insert(.headers)
        // The last line may have been cut in two.
        let line = headers.lastIndex(of: UInt8(ascii: "\n")) ?? headers.endIndex
        return Array(headers[..<line]) + Array("\r\n\r\n".utf8) + bytes[end...].drop { $0 == 0x0D || $0 == 0x0A }
    }

    /// Where the first empty line begins.
    private static func endOfHeaders(_ bytes: [UInt8]) -> Int {
        var place = bytes.startIndex
        while let end = bytes[place...].firstIndex(of: UInt8(ascii: "\n")) {
            let rest = bytes[(end + 1)...].prefix(2)
            if rest.first == UInt8(ascii: "\n") || rest.elementsEqual([0x0D, 0x0A]) { return end + 1 }
            place = end + 1
        }
        return bytes.endIndex
    }

    private static func read(_ bytes: UnsafeBufferPointer<CChar>) -> ReceivedMail {
        guard let start = bytes.baseAddress, let letter = priyom_mail_parse(start, bytes.count) else {
            return .unreadable(digest: "")
        }
        defer { priyom_mail_free(letter) }
        var mail = ReceivedMail()
        mail.id = priyom_mail_id(letter).flatMap { MessageID(rawValue: String(cString: $0)) }
        mail.references = references(of: letter)
        let seconds = priyom_mail_date(letter)
        // From before there was mail, or from a clock that is broken.
        if (1..<32_503_680_000).contains(seconds) { mail.at = Date(timeIntervalSince1970: Double(seconds)) }
        let address = priyom_mail_sender_address(letter).map { String(cString: $0) } ?? ""
        let name = priyom_mail_sender_name(letter).map { String(cString: $0) } ?? ""
        mail.address = MailAddress(address)
        // What is no address at all is whatever stands there.
        let sender = [name, address].first { !$0.isEmpty } ?? header("From", of: letter)
        mail.sender = LetterText.line(sender, limit: ReceivedMail.longestSender)
        let subject = priyom_mail_subject(letter).map { String(cString: $0) } ?? ""
        mail.subject = LetterText.line(subject, limit: ReceivedMail.longestSubject)
        if let root = priyom_mail_root(letter) {
            var parts = MailParts()
            parts.read(root)
            parts.fill(&mail)
        }
        if mail.subject.isEmpty, mail.text.isEmpty, mail.html == nil, mail.files.isEmpty, mail.sender.isEmpty {
            mail.remarks.insert(.unreadable)
        }
        return mail
    }

    /// What it answers comes first, then what went before that.
    private static func references(of letter: UnsafeMutableRawPointer) -> [MessageID] {
        func all(_ name: String) -> [MessageID] { MessageID.all(in: header(name, of: letter)) }
        var seen: Set<MessageID> = []
        let named = all("In-Reply-To").prefix(5) + all("References").suffix(20).reversed()
        return named.filter { seen.insert($0).inserted }
    }

    private static func header(_ name: String, of letter: UnsafeMutableRawPointer) -> String {
        guard let text = priyom_mail_header(letter, name) else { return "" }
        defer { priyom_free(text) }
        return String(cString: text)
    }

    /// The same letter is delivered with other headers where it came twice, so it is known by what it says. One that says nothing is known
    /// by its bytes.
    private static func digest(of mail: ReceivedMail, _ bytes: [UInt8]) -> String {
        var hash = SHA256()
        if mail.remarks.contains(.unreadable) {
            hash.update(data: bytes)
        } else {
            let files = mail.files.map { "\($0.name)\u{0}\($0.size)" }
            let said =
                [
                    mail.id?.rawValue ?? "", mail.at.map { "\($0.timeIntervalSince1970)" } ?? "", mail.sender,
                    mail.address?.description ?? "", mail.subject, mail.text, mail.html ?? "",
                ] + files
            hash.update(data: Data(said.joined(separator: "\u{0}").utf8))
        }
        return hash.finalize().map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
    }
}
