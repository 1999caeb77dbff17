import ContactCenter
import Foundation
import Logging
import TestSupport
import Testing

@testable import Integrations

/// With programs that stand in for it: WeasyPrint itself is no condition of the tests.
@Suite("Documents are printed", .timeLimit(.minutes(1))) struct WeasyPrintTests {
    private func print(_ page: String, script: String) async throws -> String {
        try await TestFolder.with { path in
            let program = "\(path)/weasyprint"
            try Data("#!/bin/sh\n\(script)\n".utf8).write(to: URL(fileURLWithPath: program))
            try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: program)
            let printing = WeasyPrint(program: program, logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
            return String(decoding: try await printing.pdf(of: page), as: UTF8.self)
        }
    }

    @Test("S4.11 a page goes in and a PDF comes out, whatever stands in the page")
    func prints() async throws {
        let page = "<p>'; rm -rf ~ $(id) &lt;b&gt; счёт</p>"
        let printed = try await print(page, script: "printf '%%PDF-%s ' \"$*\"; cat")
        #expect(printed == "%PDF---quiet --encoding utf-8 - - \(page)")
    }

    @Test("S4.11 a program that fails or is not there is the administrator's to mend")
    func fails() async throws {
        await #expect(throws: FaxProblem.notSetUp) { _ = try await print("<p>", script: "exit 3") }
        let printing = WeasyPrint(
            program: "/nowhere/weasyprint",
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        )
        await #expect(throws: FaxProblem.notSetUp) { _ = try await printing.pdf(of: "<p>") }
    }

    @Test(
        "S3.4 a page that names anything but its own data is not printed",
        arguments: [
            ("<img src=\"http://127.0.0.1/x.png\">", true), ("<img src='file:///etc/passwd'>", true),
            ("<link href=//example.org/a.css>", true), ("<style>@import 'a.css'</style>", true),
            ("<style>p { background: url(http://example.org) }</style>", true),
            ("<p style=\"background: URL( 'file:///a')\">", true), ("<object data=x>", true),
            ("<p>src=http://example.org url(x) &lt;img src=y&gt; @import</p>", false),
            ("<style>p { color: #000 }</style><td class=\"sum\" colspan=\"4\">", false),
            ("<img src=\"data:image/png;base64,AA==\">", false),
            ("<style>p { background: url(data:x) }</style>", false),
        ]
    )
    func selfContained(page: String, namesAnything: Bool) async throws {
        #expect(WeasyPrint.namesAnything(page) == namesAnything)
        guard namesAnything else { return }
        await #expect(throws: FaxProblem.unreadable) { _ = try await print(page, script: "cat") }
    }

    @Test("S3.4 it has no way into the network and little memory, and what it lacks is told")
    func limits() async throws {
        let printed = try await print("<p>", script: "echo $http_proxy $https_proxy $no_proxy; ulimit -v")
        #expect(printed == "http://127.0.0.1:9 http://127.0.0.1:9\n1500000\n")
        await #expect(throws: FaxProblem.tooMuch) {
            _ = try await print("<p>", script: "echo MemoryError >&2; exit 1")
        }
    }

    @Test(
        "S3.4 WeasyPrint itself prints Cyrillic and tables",
        .enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/weasyprint"))
    )
    func itself() async throws {
        let printing = WeasyPrint(
            program: "/usr/bin/weasyprint",
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        )
        let page = "<!doctype html><meta charset=\"utf-8\"><h1>Счёт</h1><table><tr><td>Їжак</td></tr></table>"
        let pdf = try await printing.pdf(of: page)
        #expect(pdf.starts(with: Array("%PDF-".utf8)) && pdf.count > 1_000)
    }
}
