import Foundation
import NIOCore

/// Why the pages could not be served at the configured address.
package struct ListenError: Error, Equatable, CustomStringConvertible {
    package enum Code: Equatable, Sendable {
        case portTaken
        case addressNotOurs
        case notPermitted
    }

    package var code: Code
    package var host: String
    package var port: Int

    /// - Parameter error: what running the application threw.
    /// - Returns: `nil` when that was about something else.
    package init?(_ error: any Error, configuration: WebConfiguration) {
        switch (error as? IOError)?.errnoCode {
        case EADDRINUSE: code = .portTaken
        case EADDRNOTAVAIL: code = .addressNotOurs
        case EACCES: code = .notPermitted
        default: return nil
        }
        host = configuration.host
        port = configuration.port
    }

    package var description: String {
        switch code {
        case .portTaken:
            "Port \(port) on \(host) is taken by another program. Stop that program or set another server.port."
        case .addressNotOurs:
            "This machine has no address \(host). Set server.host to one that it has, such as 127.0.0.1."
        case .notPermitted:
            "Listening on port \(port) is not permitted. Set server.port to 1024 or more."
        }
    }
}
