import Asterisk
import ContactCenter
import Foundation
import Storage
import Web

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
        case let error as AccessError: self.init(.badInput, error.description)
        case let error as AMIError: self.init(Status(error.code), "PBX \(error)")
        case let error as CDRSourceError: self.init(.noInput, error.description)
        case let error as StorageError: self.init(Status(error.code), "database: \(error)")
        case let error as ListenError: self.init(error)
        case let error as Certificate.Unusable: self.init(.configuration, error.description)
        case let error as CocoaError: self.init(error)
        default: self.init(.unexpected, "an error that was not foreseen: \(error)")
        }
    }

    private init(_ error: ListenError) {
        switch error.code {
        case .portTaken:
            self.init(
                .unavailable,
                "port \(error.port) on \(error.host) is taken by another program, perhaps another priyom; stop that one or "
                    + "set server.port"
            )
        case .addressNotOurs:
            self.init(.configuration, "this machine has no address \(error.host); set server.host")
        case .notPermitted:
            self.init(
                .noPermission,
                "port \(error.port) may not be opened by this user; set server.port to 1024 or more"
            )
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

    fileprivate init(_ code: StorageError.Code) {
        self =
            switch code {
            case .badLocation, .serverTooOld, .wrongEncoding, .missingExtension: .configuration
            case .cannotOpen, .diskFull: .cannotWrite
            case .gone: .noInput
            case .locked: .tryAgain
            case .readOnly, .refusedLogIn: .noPermission
            case .unreachable, .connectionLost: .unavailable
            case .notADatabase, .damaged, .newerSchema, .foreignSchema: .badInput
            case .refusedValue, .unreadable, .closed, .failed: .unexpected
            }
    }
}
