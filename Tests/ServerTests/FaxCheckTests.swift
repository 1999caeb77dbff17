import Foundation
import Integrations
import Logging
import TestSupport
import Testing

@testable import Server

@Suite("What the doctor says of faxes") struct FaxCheckTests {
    @Test("S4.11 it draws a page into the folder, and says where that does not work or the PBX could not read it")
    func folder() async throws {
        func check(_ folder: String?, program: String = "gs", byHTTP: Bool = false) async -> [Finding] {
            let configuration = folder.map { FaxFolder.Configuration(folder: $0, program: program) }
            let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
            return await FaxCheck(configuration: configuration, hasAddresses: byHTTP, logger: logger).findings()
        }
        #expect(await check(nil).map(\.grade) == [.note])
        #expect(await check("/nowhere/at/all").map(\.grade) == [.warning])
        try await TestFolder.with { path in
            try FileManager.default.setAttributes([.posixPermissions: 0o750], ofItemAtPath: path)
            let well = await check(path)
            #expect(well.map(\.grade) == [.ok])
            let left = try FileManager.default.contentsOfDirectory(atPath: path)
            #expect(left.isEmpty)
            let noProgram = await check(path, program: "/nowhere/gs")
            #expect(noProgram.first?.remedy?.contains("ghostscript") == true)
            try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: path)
            #expect(await check(path).map(\.grade) == [.ok, .warning])
            #expect(await check(path, byHTTP: true).map(\.grade) == [.ok])
            // A folder that does not hand its group on: what comes into it is our own group's.
            guard getuid() == 0 else { return }
            try FileManager.default.setAttributes(
                [.posixPermissions: 0o750, .groupOwnerAccountID: 12],
                ofItemAtPath: path
            )
            #expect(await check(path).map(\.grade) == [.ok, .warning])
            try FileManager.default.setAttributes([.posixPermissions: 0o2750], ofItemAtPath: path)
            #expect(await check(path).map(\.grade) == [.ok])
        }
    }
}
