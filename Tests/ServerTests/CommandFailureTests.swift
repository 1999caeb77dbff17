import Asterisk
import ContactCenter
import Foundation
import NIOCore
import Storage
import Testing
import Web

@testable import Server

@Suite("A command that fails")
struct CommandFailureTests {
    @Test(
        "tells a PBX's refusal apart from a PBX that is down",
        arguments: [
            (
                AMIError(.loginRefused("Authentication failed"), host: "10.0.0.5:5038"),
                CommandFailure.Status.noPermission
            ),
            (AMIError(.permissionDenied(action: "CoreShowChannels")), .noPermission),
            (AMIError(.connectionRefused, host: "10.0.0.5:5038"), .unavailable),
            (AMIError(.notAManager("SSH-2.0")), .configuration),
            (AMIError(.messageTooLong(limit: 1)), .protocolError),
        ]
    )
    func pbx(error: AMIError, status: CommandFailure.Status) {
        let failure = CommandFailure(error)
        #expect(failure.status == status)
        #expect(failure.description == "PBX \(error)")
    }

    @Test(
        "says what to do about a port that is taken or may not be opened",
        arguments: [
            (EADDRINUSE, CommandFailure.Status.unavailable, "set server.port"),
            (EACCES, .noPermission, "set server.port to 1024 or more"),
            (EADDRNOTAVAIL, .configuration, "set server.host"),
        ]
    )
    func ports(errno: Int32, status: CommandFailure.Status, advice: String) throws {
        let error = ListenError(IOError(errnoCode: errno, reason: "bind"), configuration: WebConfiguration())
        let failure = CommandFailure(try #require(error))
        #expect(failure.status == status)
        #expect(failure.description.hasSuffix(advice))
    }

    @Test(
        "tells a database that is busy apart from one that is full, gone or refuses us",
        arguments: [
            (StorageError.Code.locked, CommandFailure.Status.tryAgain), (.diskFull, .cannotWrite), (.gone, .noInput),
            (.refusedLogIn, .noPermission), (.unreachable, .unavailable), (.newerSchema, .badInput),
        ]
    )
    func database(code: StorageError.Code, status: CommandFailure.Status) {
        let failure = CommandFailure(StorageError(code, "What happened and what to do."))
        #expect(failure.status == status)
        #expect(failure.description == "database: What happened and what to do.")
    }

    @Test("names the file that is missing or has no room")
    func files() {
        let path = [NSFilePathErrorKey: "/var/x.txt"]
        let full = CommandFailure(CocoaError(.fileWriteOutOfSpace, userInfo: path))
        #expect(full.status == .cannotWrite)
        #expect(full.description == "/var/x.txt: the disk is full; make room and begin again")
        #expect(CommandFailure(CocoaError(.fileReadNoSuchFile, userInfo: path)).status == .noInput)
        #expect(CommandFailure(CDRSourceError(.notFound, path: "/x")).status == .noInput)
    }

    @Test("has an exit status of its own for what nobody foresaw, and docs/configuration.md explains each status")
    func statuses() throws {
        #expect(CommandFailure(CancellationError()).status == .unexpected)
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let text = try String(contentsOf: root.appendingPathComponent("docs/configuration.md"), encoding: .utf8)
        for status in CommandFailure.Status.allCases { #expect(text.contains("| \(status.rawValue) |")) }
    }
}
