import Crypto

/// The conversation from the banner to the accepted log-in; no I/O.
struct Login {
    enum Step: Equatable {
        case wait
        case send(AMIAction)
        case accepted(banner: String)
        case failed(AMIError.Code)
    }

    private enum State {
        case awaitingBanner
        case awaitingChallenge(banner: String)
        case awaitingAnswer(banner: String)
    }

    private let configuration: AMIConfiguration
    private var state = State.awaitingBanner

    init(_ configuration: AMIConfiguration) {
        self.configuration = configuration
    }

    /// What is waited for, as a time-out names it.
    var awaited: String {
        switch state {
        case .awaitingBanner: "the PBX's greeting (is this the right port, and TLS set as there?)"
        case .awaitingChallenge, .awaitingAnswer: "the answer to the log-in"
        }
    }

    mutating func receive(_ message: AMIMessage) -> Step {
        switch state {
        case .awaitingBanner:
            greet(message)
        case .awaitingChallenge(let banner):
            refusal(by: message) ?? meetChallenge(message, banner)
        case .awaitingAnswer(let banner):
            refusal(by: message) ?? .accepted(banner: banner)
        }
    }

    /// `nil` if the message says yes.
    private func refusal(by message: AMIMessage) -> Step? {
        guard let response = message.response else { return .wait }
        if response == "Success" { return nil }
        return .failed(.loginRefused(AMIError.printable(message["Message"] ?? response)))
    }

    private mutating func meetChallenge(_ message: AMIMessage, _ banner: String) -> Step {
        guard let challenge = message["Challenge"] else { return .failed(.loginRefused("no challenge came")) }
        state = .awaitingAnswer(banner: banner)
        return .send(loginByKey(for: challenge))
    }

    private mutating func greet(_ message: AMIMessage) -> Step {
        guard let banner = message.banner else {
            return .failed(.notAManager(AMIError.printable(message.description.prefix { !$0.isNewline })))
        }
        switch configuration.authentication {
        case .md5:
            state = .awaitingChallenge(banner: banner)
            return .send(.challenge)
        case .secret:
            state = .awaitingAnswer(banner: banner)
            return .send(loginBySecret)
        }
    }

    private var loginBySecret: AMIAction {
        .login(username: configuration.username, secret: configuration.secret, eventMask: configuration.eventMask)
    }

    private func loginByKey(for challenge: String) -> AMIAction {
        let digest = Insecure.MD5.hash(data: Array((challenge + configuration.secret).utf8))
        let key = digest.map { byte in (byte < 16 ? "0" : "") + String(byte, radix: 16) }.joined()
        return .login(username: configuration.username, key: key, eventMask: configuration.eventMask)
    }
}
