import ContactCenter
import Foundation
import TestSupport
import Testing

@testable import Integrations

@Suite("Letters are understood by GMime, whatever is in them")
struct GMimeMailTests {
    private func open(_ letter: String, isCut: Bool = false) async -> ReceivedMail {
        await open(Array(letter.replacing("\n", with: "\r\n").utf8), isCut: isCut)
    }

    private func open(_ bytes: [UInt8], isCut: Bool = false) async -> ReceivedMail {
        await GMimeMail().open(bytes, isCut: isCut)
    }

    @Test("S3.25 who wrote when, about what, in answer to which letters; words, HTML and files")
    func letter() async {
        let mail = await open(
            """
            From: =?UTF-8?B?0JDQvdC90LAg0JjQstCw0L3QvtCy0LA=?= <Anna@Example.org>
            To: info@example.org
            Date: Fri, 27 Nov 2026 11:00:00 +0300
            Subject: =?KOI8-R?B?78bFzsnF?= заявка
            Message-ID: <17.abc@example.org>
            In-Reply-To: <contact.5.11111111111111111111111111111111@priyom.example>
            References: <first@example.org> <contact.5.11111111111111111111111111111111@priyom.example>
            MIME-Version: 1.0
            Content-Type: multipart/mixed; boundary=mix

            --mix
            Content-Type: multipart/alternative; boundary=alt

            --alt
            Content-Type: text/plain; charset=windows-1251
            Content-Transfer-Encoding: quoted-printable

            =D1=F2=F3=F7=E8=F2
            --alt
            Content-Type: text/html; charset=utf-8

            <p>Стучит <script>alert(1)</script></p>
            --alt--
            --mix
            Content-Type: application/x-anything; name="x"
            Content-Disposition: attachment; filename*=UTF-8''%D0%A1%D1%87%D1%91%D1%82.pdf
            Content-Transfer-Encoding: base64

            JVBERi0xLjQK
            --mix--

            """
        )
        #expect(mail.sender == "Анна Иванова" && mail.address?.description == "Anna@Example.org")
        #expect(mail.subject.hasSuffix("заявка") && mail.id?.rawValue == "17.abc@example.org")
        #expect(mail.at == Date(timeIntervalSince1970: 1_795_766_400))
        let references = mail.references.map(\.rawValue)
        #expect(references == ["contact.5.\(String(repeating: "1", count: 32))@priyom.example", "first@example.org"])
        #expect(mail.references.first?.letterKey?.rawValue == String(repeating: "1", count: 32))
        #expect(mail.text == "Стучит" && mail.html?.contains("<script>") == true && mail.remarks.isEmpty)
        #expect(mail.files.map(\.name) == ["Счёт.pdf"] && mail.files.map(\.type) == ["application/pdf"])
        #expect(mail.files.first?.bytes.map { String(decoding: $0, as: UTF8.self) } == "%PDF-1.4\n")
    }

    @Test("S3.25 the words of a letter that is HTML alone are found")
    func htmlAlone() async {
        let mail = await open(
            "From: a@b.ru\nContent-Type: text/html; charset=utf-8\n\n<div>Здравствуйте,</div>стучит &amp; скрипит"
        )
        #expect(mail.text == "Здравствуйте,\nстучит & скрипит")
    }

    @Test("S3.25 a thousand parts in each other, or beside each other, are a letter with a remark")
    func nested() async {
        for depth in [1_000, 20_000] {
            var letter = "From: a@b.ru\nSubject: deep\n"
            for level in 0..<depth { letter += "Content-Type: multipart/mixed; boundary=b\(level)\n\n--b\(level)\n" }
            let mail = await open(letter + "Content-Type: text/plain\n\nx")
            #expect(mail.subject == "deep" && mail.remarks.contains(.parts), "\(depth)")
        }
        let many = (0..<5_000).map { "--b\nContent-Type: text/plain; name=f\($0).txt\n\nx\n" }.joined()
        let mail = await open("From: a@b.ru\nContent-Type: multipart/mixed; boundary=b\n\n\(many)--b--\n")
        #expect(mail.files.count == AttachedFile.mostFiles && mail.remarks.isSuperset(of: [.parts, .files]))
    }

    @Test("S3.25 a wrong character set is told, and the words can be read all the same")
    func charsets() async {
        let cyrillic: [UInt8] = [0xCF, 0xF0, 0xE8, 0xE2, 0xE5, 0xF2]
        for charset in ["utf-8", "us-ascii", "no-such-set", "\"\""] {
            let mail = await open(
                Array("From: a@b.ru\r\nContent-Type: text/plain; charset=\(charset)\r\n\r\n".utf8) + cyrillic
            )
            #expect(mail.text == "Привет" && mail.remarks == [.charset], "\(charset)")
        }
        let unnamed = await open("From: a@b.ru\nSubject: Привет\n\nПривет")
        #expect(unnamed.text == "Привет" && unnamed.subject == "Привет" && unnamed.remarks.isEmpty)
    }

    @Test("S3.25 a file of 50 MB is named and not kept; programs are neither, whatever they are called")
    func files() async {
        func part(_ name: String, _ bytes: [UInt8]) -> String {
            let text = Data(bytes).base64EncodedString(options: [.lineLength76Characters, .endLineWithLineFeed])
            return """
                --b
                Content-Type: image/png
                Content-Disposition: attachment; filename="\(name)"
                Content-Transfer-Encoding: base64

                \(text)

                """
        }
        let parts =
            part("large.bin", [UInt8](repeating: 1, count: 50 << 20)) + part("picture.png", Array("MZ....".utf8))
            + part("invoice.pdf.EXE ", [1]) + part("../../etc/a.txt", [0x89] + Array("PNG".utf8))
        let mail = await open(
            "From: a@b.ru\nSubject: files\nContent-Type: multipart/mixed; boundary=b\n\n\(parts)--b--\n"
        )
        #expect(mail.files.map(\.name).first == "large.bin" && mail.files.map(\.size).first == 50 << 20)
        #expect(mail.files.map { $0.bytes == nil } == [true, true, true, false])
        #expect(mail.files.last?.name == "a.txt" && mail.files.last?.type == "image/png")
        #expect(mail.remarks == [.files, .program])
    }

    @Test("S3.25 zero bytes, headers without end and what is no letter at all are letters with a remark, and no crash")
    func broken() async {
        let zeros = await open(Array("From: a@b.ru\r\nSubject: a\u{0}b\r\n\r\nx\u{0}y".utf8))
        #expect(zeros.subject == "a b" && zeros.text == "xy")
        let endless = "From: a@b.ru\nSubject: endless\n" + (0..<100_000).map { "X-\($0): y\n" }.joined() + "\nПривет"
        let long = await open(endless)
        #expect(long.subject == "endless" && long.remarks.contains(.headers) && long.text == "Привет")
        let line = await open("From: a@b.ru\nSubject: \(String(repeating: "x", count: 5_000_000))\n\nПривет")
        #expect(line.subject.unicodeScalars.count <= ReceivedMail.longestSubject)
        for bytes in [
            [], Array("\n\n\n".utf8), [UInt8](repeating: 0, count: 10_000), Array(repeating: 0xFF, count: 5_000),
        ] {
            let mail = await open(bytes)
            #expect(mail.files.isEmpty && mail.html == nil)
        }
        var random = SeededRandom(seed: 7)
        let good = Array(
            "From: a@b.ru\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nx\r\n--b--\r\n".utf8
        )
        for _ in 0..<500 {
            var bytes = good
            for _ in 0..<10 {
                bytes[Int.random(in: 0..<bytes.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
            }
            _ = await open(bytes)
        }
    }

    @Test("S3.25 the beginning of a letter that is too large has its words; senders that are none are names")
    func cut() async {
        let mail = await open("From: \"Иванов\" <нет адреса>\nSubject: big\n\nПривет", isCut: true)
        #expect(mail.remarks == [.cut] && mail.text == "Привет" && mail.address == nil && !mail.sender.isEmpty)
    }

    @Test("S3.25 the same letter that was delivered twice is known, and another one is another")
    func digests() async {
        let letter = "From: a@b.ru\nMessage-ID: <1@b.ru>\nSubject: x\n\nПривет"
        let first = await open("Received: by one\n" + letter)
        #expect(await open("Received: by two\n" + letter).digest == first.digest && first.digest.utf8.count == 64)
        for other in ["1@b.ru": "2@b.ru", "Привет": "Пока", "Subject: x": "Subject: y"] {
            #expect(await open(letter.replacing(other.key, with: other.value)).digest != first.digest)
        }
        #expect(await open([0]).digest != (await open([0, 0]).digest))
    }
}
