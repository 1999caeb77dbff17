import Foundation
import Testing

@testable import ContactCenter

@Suite("Letters that come")
struct IncomingMailTests {
    private func box() -> MailBox {
        var box = MailBox()
        (box.name, box.address, box.host, box.user) = ("Почта", "info@example.org", "imap.example.org", "info")
        (box.reason, box.project) = (ReasonID(1), ProjectID(4))
        return box
    }

    @Test("S3.25 a box begins with what comes from now on, and goes on where it was")
    func position() {
        let opened = OpenedMailBox(validity: 7, next: 100)
        let first = MailBoxPosition.next(after: nil, in: opened, lookedAt: nil)
        #expect(first.position == MailBoxPosition(validity: 7, number: 99) && first.since == nil)
        let known = MailBoxPosition(validity: 7, number: 42)
        #expect(MailBoxPosition.next(after: known, in: opened, lookedAt: nil).position == known)
        let untold = OpenedMailBox(validity: 7, next: 0)
        #expect(MailBoxPosition.next(after: nil, in: untold, lookedAt: nil).position.number == 0)
    }

    @Test("S3.25 a box that was numbered anew is read from its beginning, but for what came long before")
    func renumbered() {
        let day = Date(timeIntervalSince1970: 86_400 * 100)
        let anew = MailBoxPosition.next(
            after: MailBoxPosition(validity: 7, number: 42),
            in: OpenedMailBox(validity: 8, next: 3),
            lookedAt: day
        )
        #expect(anew.position == MailBoxPosition(validity: 8, number: 0) && anew.since == day - 86_400)
    }

    @Test("S3.25 a letter fills a contact of its box's project, and no more of it than a contact holds")
    func contact() {
        var mail = ReceivedMail()
        mail.sender = "Анна \u{202E}Иванова\r\nE-mail: boss@example.org"
        mail.address = MailAddress("anna@example.org")
        mail.subject = "Заявка"
        mail.text = "Стучит\nподвеска" + String(repeating: "ы", count: 100_000)
        let contact = Contact(mail, in: box(), at: Date(timeIntervalSince1970: 5))
        #expect(contact.project == ProjectID(4) && contact.reason == ReasonID(1) && contact.call == nil)
        #expect(contact.personName == "Анна Иванова E-mail: boss@example.org" && contact.problems.isEmpty)
        #expect(contact.comment?.hasPrefix("E-mail: anna@example.org\n\nЗаявка\n\nСтучит\nподвеска") == true)
    }

    @Test("S3.25 a password crosses a network encrypted or not at all")
    func clear() {
        var box = box()
        #expect(box.contradictions.isEmpty && box.place.port == 993)
        box.security = .startTLS
        #expect(box.contradictions.isEmpty && box.place.port == 143)
        box.security = .off
        #expect(box.contradictions == [FieldProblem("security", .malformed)])
        box.host = "127.0.0.1"
        #expect(box.contradictions.isEmpty)
        (box.address, box.host, box.folder) = ("none", "a b/c", "Вх\"")
        #expect(box.contradictions.map(\.field) == ["address", "host", "security", "folder"])
    }

    @Test("S3.25 the words of HTML, however it is nested or broken; scripts and styles are none")
    func words() {
        let cases = [
            "<p>Добрый&nbsp;день,</p><p>цена &lt; 5&#1088;.</p>": "Добрый день,\n\nцена < 5р.",
            "a<br>b<BR/>c": "a\nb\nc",
            "<style>p{}</style><script>var a='<p>';</script>x<!-- y -->z": "xz",
            "1 < 2 & 3": "1 < 2 & 3",
            "<script>never ends": "", "<p": "", "&#0;&#xD800;&none;x": "&#0;&#xD800;&none;x",
        ]
        for (html, text) in cases { #expect(HTMLWords.text(of: html) == text, "\(html)") }
        let deep = String(repeating: "<div>", count: 200_000) + "x"
        #expect(HTMLWords.text(of: deep, limit: 400_000).hasSuffix("x"))
        #expect(HTMLWords.text(of: String(repeating: "ы ", count: 5_000), limit: 100).unicodeScalars.count <= 100)
    }

    @Test("S3.25 names of files lead nowhere; programs are known by name and by bytes; types are what bytes say")
    func files() {
        let names = [
            "../../x/Счёт.pdf": "Счёт.pdf", "C:\\a\\b.txt": "b.txt", "..": "", "a\r\nb\u{202E}gpj.exe": "a bgpj.exe",
            "": "",
        ]
        for (given, kept) in names { #expect(AttachedFile.name(given) == kept, "\(given)") }
        #expect(AttachedFile.name(String(repeating: "x", count: 500)).unicodeScalars.count <= AttachedFile.longestName)
        for name in ["a.exe", "a.pdf.JS", "b.lnk. .", "c.ps1"] { #expect(AttachedFile.isProgram(named: name, [1])) }
        #expect(AttachedFile.isProgram(named: "photo.jpg", Array("MZ\u{90}".utf8)))
        #expect(!AttachedFile.isProgram(named: "exe.pdf", Array("%PDF-".utf8)))
        #expect(AttachedFile.type(of: Array("%PDF-1".utf8), declared: "text/html") == "application/pdf")
        #expect(AttachedFile.type(of: [1], declared: "application/pdf") == "application/octet-stream")
        #expect(AttachedFile.type(of: [1], declared: "Application/Zip") == "application/zip")
        #expect(AttachedFile.type(of: [1], declared: "text/html\r\nX: y") == "application/octet-stream")
    }

    @Test("S3.25 letters name each other by what can stand in a header; ours are known by their key")
    func ids() {
        #expect(MessageID.all(in: "<a@b> junk <c d@e> <f@g>\r\n <h@i").map(\.rawValue) == ["a@b", "f@g"])
        #expect(MessageID(rawValue: "a\r\nBcc: x") == nil && MessageID(rawValue: "") == nil)
        #expect(MessageID(rawValue: String(repeating: "x", count: 251)) == nil)
        let key = String(repeating: "3", count: 32)
        #expect(MessageID(rawValue: "contact.17.\(key)@priyom")?.letterKey?.rawValue == key)
        #expect(MessageID(rawValue: "report.17.\(key)@priyom")?.letterKey == nil)
    }
}
