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
}
