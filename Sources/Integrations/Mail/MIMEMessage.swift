import ContactCenter
import Foundation

/// A letter as it crosses the network (RFC 5322, MIME): ASCII alone, lines of at most 78 characters where they can be broken.
///
/// Text of people goes into headers only as base64 of UTF-8 (RFC 2047) or with percent signs (RFC 2231), so that no line end in it can
/// begin a header of its own.
struct MIMEMessage {
    let message: MailMessage
    let sender: MailSender
    /// Between the parts; stands in none of them, which are base64.
    let boundary: String

    init(_ message: MailMessage, from sender: MailSender, boundary: String = "priyom-\(UUID().uuidString)") {
        self.message = message
        self.sender = sender
        self.boundary = boundary
    }

    /// The last of its headers are those of its body, which follows them.
    var text: String { (headers + body).joined(separator: "\r\n") + "\r\n" }

    private var headers: [String] {
        let name = sender.name.map { Self.words($0, after: 6) + " " }
        var headers = [
            "Date: \(Self.date(message.at))",
            "From: \(name ?? "")<\(sender.address)>",
            "To: \(message.recipients.map(\.description).joined(separator: ",\r\n "))",
            "Subject: \(Self.words(message.subject, after: 9))",
            "Message-ID: <\(message.id)@\(sender.address.domain)>",
        ]
        if let answered = message.answers {
            headers += ["In-Reply-To: <\(answered)>", "References: <\(answered)>"]
        } else {
            // Whoever is on vacation answers people, not programs.
            headers.append("Auto-Submitted: auto-generated")
        }
        if let address = message.replyTo { headers.append("Reply-To: \(address)") }
        return headers + ["MIME-Version: 1.0"]
    }

    private var body: [String] {
        guard let attachment = message.attachment else { return textPart }
        return ["Content-Type: multipart/mixed; boundary=\"\(boundary)\"", "", "--\(boundary)"] + textPart
            + ["--\(boundary)"] + Self.part(of: attachment) + ["--\(boundary)--"]
    }

    private var textPart: [String] {
        [
            "Content-Type: text/plain; charset=utf-8", "Content-Transfer-Encoding: base64", "",
            Self.base64(Data(message.text.utf8)),
        ]
    }

    private static func part(of attachment: MailAttachment) -> [String] {
        [
            "Content-Type: \(attachment.contentType)",
            "Content-Disposition: attachment; filename=\"\(latin(attachment.latinName))\"\(named(attachment.name))",
            "Content-Transfer-Encoding: base64", "",
            base64(Data(attachment.bytes)),
        ]
    }

    private static func base64(_ data: Data) -> String {
        data.base64EncodedString(options: [
            .lineLength76Characters, .endLineWithCarriageReturn, .endLineWithLineFeed,
        ])
    }

    // MARK: - Headers

    /// A text in a header: as it is where nothing speaks against it, else in words of base64.
    ///
    /// - Parameter used: how many characters stand before it on its line.
    static func words(_ text: String, after used: Int) -> String {
        let isPlain = text.utf8.allSatisfy { (0x20...0x7E).contains($0) && !"\"\\()<>[]:;@,.=".utf8.contains($0) }
        if isPlain, used + text.utf8.count <= 76 { return text }
        var words: [[UInt8]] = [[]]
        for scalar in text.unicodeScalars {
            let bytes = Array(String(scalar).utf8)
            // 45 bytes are 60 characters, with what stands around them 72; the first word shares its line.
            let room = words.count == 1 ? 42 - used * 3 / 4 : 45
            if words[words.count - 1].count + bytes.count > room { words.append([]) }
            words[words.count - 1] += bytes
        }
        return words.map { "=?UTF-8?B?\(Data($0).base64EncodedString())?=" }.joined(separator: "\r\n ")
    }

    /// `; filename*0*=UTF-8''%D0…` and so on: a parameter in pieces (RFC 2231).
    static func named(_ name: String) -> String {
        var pieces: [String] = ["UTF-8''"]
        for byte in name.utf8 {
            let next = byte.isUnreserved ? String(UnicodeScalar(byte)) : String(format: "%%%02X", byte)
            if pieces[pieces.count - 1].utf8.count + next.utf8.count > 57 { pieces.append("") }
            pieces[pieces.count - 1] += next
        }
        guard pieces.count > 1 else { return ";\r\n filename*=\(pieces[0])" }
        return pieces.enumerated().map { ";\r\n filename*\($0)*=\($1)" }.joined()
    }

    private static func latin(_ name: String) -> String {
        String(name.unicodeScalars.map { $0.isASCII && UInt8($0.value).isUnreserved ? Character($0) : "_" })
    }

    /// `Fri, 27 Nov 2026 08:00:00 +0000`
    static func date(_ moment: Date) -> String {
        let format = DateFormatter()
        format.locale = Locale(identifier: "en_US_POSIX")
        format.timeZone = .gmt
        format.dateFormat = "EEE, dd MMM yyyy HH:mm:ss '+0000'"
        return format.string(from: moment)
    }
}
