import NIOCore
import NIOPosix
import NIOSSL

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

extension AMIError {
    /// - Parameter error: what NIO threw before there was a connection.
    init(whileConnecting error: any Error) {
        switch error {
        case let error as AMIError:
            self = error
        case let error as NIOConnectionError:
            self.init(whileConnecting: error)
        case ChannelError.connectTimeout:
            self.init(.timedOut(waitingFor: "the connection"))
        case let error as IOError where error.errnoCode == ECONNREFUSED:
            self.init(.connectionRefused)
        case is CancellationError, ChannelError.ioOnClosedChannel, ChannelError.alreadyClosed:
            self.init(.connectionLost)
        default:
            self.init(.unreachable("\(error)"))
        }
    }

    /// A name may have several addresses; the first failure tells most, a refusal more than the rest.
    private init(whileConnecting error: NIOConnectionError) {
        let failures = error.connectionErrors.map { AMIError(whileConnecting: $0.error) }
        if let told = failures.first(where: { $0.code == .connectionRefused }) ?? failures.first {
            self = told
        } else {
            self.init(.unreachable("no such host: \(error.host)"))
        }
    }

    /// - Parameter error: what NIO reported on a connection that stands.
    init(onConnection error: any Error) {
        switch error {
        case NIOSSLError.uncleanShutdown:
            self.init(.connectionLost)
        case is NIOSSLError, is BoringSSLError, is NIOSSLExtraError:
            self.init(.tlsFailed("\(error)"))
        default:
            self.init(.connectionLost)
        }
    }
}
