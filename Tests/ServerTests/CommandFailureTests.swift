import Asterisk
import ContactCenter
import Foundation
import NIOCore
import Testing

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

    @Test("says what to do about a port that is taken or may not be opened")
    func ports() {
        let taken = CommandFailure(IOError(errnoCode: EADDRINUSE, reason: "bind"))
        #expect(taken.status == .unavailable)
        #expect(taken.description.contains("set server.port"))
        #expect(CommandFailure(IOError(errnoCode: EACCES, reason: "bind")).status == .noPermission)
        #expect(CommandFailure(IOError(errnoCode: EADDRNOTAVAIL, reason: "bind")).status == .configuration)
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
