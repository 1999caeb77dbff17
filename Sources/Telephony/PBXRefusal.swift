import Asterisk

/// Why the PBX did not take an order, as far as it makes a difference to whoever gave it.
enum PBXRefusal {
    /// Our AMI user has not the right to it.
    case notPermitted
    /// It answered that it does not do so, or what was to be sent cannot be.
    case refused
    /// It did not answer.
    case notHeard

    /// - Parameter error: of `AMISession.send`.
    init(_ error: any Error) {
        self =
            switch (error as? AMIError)?.code {
            case .permissionDenied: .notPermitted
            case .refused, .invalidHeader, .headerTooLong: .refused
            default: .notHeard
            }
    }
}
