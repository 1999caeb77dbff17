import Asterisk
import ContactCenter
import Foundation
import NIOCore

/// Why a command stopped: words for the operator and the exit status. All commands tell their errors through it.
package struct CommandFailure: Error, Hashable, CustomStringConvertible {
    /// Exit statuses, those of sysexits.h; docs/configuration.md explains them.
    package enum Status: Int32, Sendable, CaseIterable {
        /// `doctor` found something that stops the product.
        case unfit = 1
        case usage = 64
        case badInput = 65
        case noInput = 66
        case unavailable = 69
        case unexpected = 70
        case cannotWrite = 73
        case tryAgain = 75
        case protocolError = 76
        case noPermission = 77
        case configuration = 78
    }

    package let status: Status
    package let description: String

    package init(_ status: Status, _ description: String) {
        self.status = status
        self.description = description
    }

    package init(_ error: any Error) {
        switch error {
        case let failure as CommandFailure: self = failure
        case let error as ConfigurationError: self.init(.configuration, error.description)
        case let error as AMIError: self.init(Status(error.code), "PBX \(error)")
        case let error as CDRSourceError: self.init(.noInput, error.description)
        case let error as IOError: self.init(error)
        case let error as CocoaError: self.init(error)
        default: self.init(.unexpected, "an error that was not foreseen: \(error)")
        }
    }

    private init(_ error: IOError) {
        switch error.errnoCode {
        case EADDRINUSE:
            self.init(
                .unavailable,
                "the port is taken: another program listens there, perhaps another priyom; stop it or set server.port"
            )
        case EADDRNOTAVAIL:
            self.init(.configuration, "no network interface of this machine has the address; set server.host")
        case EACCES:
            self.init(.noPermission, "the port may not be opened by this user; set server.port to 1024 or more")
        default:
            self.init(.unavailable, "\(error)")
        }
    }

    private init(_ error: CocoaError) {
        let path = error.filePath.map { "\($0): " } ?? ""
        switch error.code {
        case .fileWriteOutOfSpace:
            self.init(.cannotWrite, "\(path)the disk is full; make room and begin again")
        case .fileNoSuchFile, .fileReadNoSuchFile:
            self.init(.noInput, "\(path)there is no such file or folder")
        case .fileReadNoPermission, .fileWriteNoPermission:
            self.init(.noPermission, "\(path)permission denied")
        default:
            self.init(.cannotWrite, "\(path)\(error.localizedDescription)")
        }
    }
}

extension CommandFailure.Status {
    fileprivate init(_ code: AMIError.Code) {
        self =
            switch code {
            case .loginRefused, .permissionDenied: .noPermission
            case .notAManager, .tlsFailed: .configuration
            case .messageTooLong, .listTooLong, .refused: .protocolError
            case .invalidHeader, .headerTooLong, .duplicateActionID: .badInput
            case .notConnected, .connectionRefused, .unreachable, .timedOut, .connectionLost: .unavailable
            }
    }
}
