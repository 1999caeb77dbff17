import Foundation
import NIOPosix

#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// A PBX that gives out its recordings by HTTP (requirement S4.6), and who asks.
package struct RecordingServer: Hashable, Sendable, CustomStringConvertible, CustomReflectable {
    package var address: RecordingAddress
    /// Logs in with the password (Basic); `nil`: nobody does.
    package var user: String?
    package var password: String?
    /// A PEM file with the authority that its certificate is checked against; `nil`: the system's.
    package var authority: String?

    package init(
        _ address: RecordingAddress,
        user: String? = nil,
        password: String? = nil,
        authority: String? = nil
    ) {
        self.address = address
        self.user = user
        self.password = password
        self.authority = authority
    }

    /// Without the password.
    package var description: String { address.template }
    package var customMirror: Mirror { Mirror(self, children: ["address": address.template]) }

    /// Asks for a file that nobody has recorded.
    ///
    /// - Returns: why recordings cannot be fetched; `nil` where the server answers as it does for a file that is not there.
    package func problem() async -> String? {
        CurlLibrary.prepare()
        let asked = try? await NIOThreadPool.singleton.runIfActive { ask() }
        guard let answer = asked else { return "it was not asked" }
        if let problem = answer.problem { return problem }
        return [200, 206, 404, 410].contains(answer.status) ? nil : "it answers with status \(answer.status)"
    }

    private func ask() -> CurlRecordingRequest.Answer? {
        guard case .url(let url) = address.target(of: "2000/01/01/00/priyom-doctor.wav") else { return nil }
        let output = open("/dev/null", O_WRONLY | O_CLOEXEC)
        defer { close(output) }
        let limit = Duration.seconds(10)
        return CurlRecordingRequest(url: url, server: self, from: 0, until: 1, limit: limit, output: output).perform(
            by: CurlHandles()
        )
    }
}
