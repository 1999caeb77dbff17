import Testing

@testable import Asterisk

@Suite("Login")
struct LoginTests {
    private func steps(_ recording: String, _ authentication: AMIConfiguration.Authentication) throws -> [Login.Step] {
        var login = Login(
            AMIConfiguration(host: "pbx", username: "priyom", secret: "secret", authentication: authentication)
        )
        var steps: [Login.Step] = []
        for message in try Recording(name: recording).messages() {
            steps.append(login.receive(message))
            switch steps.last {
            case .accepted, .failed: return steps
            default: continue
            }
        }
        return steps
    }

    private let mask = AMIConfiguration.defaultEventMask

    @Test("by MD5: the key is what a real Asterisk accepted for its challenge, and the secret is not sent")
    func md5() throws {
        let key = "5d3d92385d1bde4ba49c5846f5b3ffd3"
        #expect(
            try steps("17-auth-md5", .md5) == [
                .send(.challenge), .send(.login(username: "priyom", key: key, eventMask: mask)),
                .accepted(banner: "Asterisk Call Manager/11.0.0"),
            ]
        )
    }

    @Test("by secret")
    func secret() throws {
        #expect(
            try steps("01-inbound-direct", .secret) == [
                .send(.login(username: "priyom", secret: "secret", eventMask: mask)),
                .accepted(banner: "Asterisk Call Manager/11.0.0"),
            ]
        )
    }

    @Test(
        "a wrong secret and an unknown user are told in the PBX's words",
        arguments: ["wrong-secret", "unknown-user"]
    )
    func refused(_ recording: String) throws {
        #expect(
            try steps("17-auth-\(recording)", .secret) == [
                .send(.login(username: "priyom", secret: "secret", eventMask: mask)),
                .failed(.loginRefused("Authentication failed")),
            ]
        )
    }

    @Test("an answer without a challenge is no log-in by MD5")
    func noChallenge() throws {
        #expect(
            try steps("01-inbound-direct", .md5) == [.send(.challenge), .failed(.loginRefused("no challenge came"))]
        )
    }

    @Test("a time-out tells what was waited for")
    func awaited() throws {
        var login = Login(AMIConfiguration(host: "pbx", username: "priyom", secret: "secret"))
        #expect(login.awaited.hasPrefix("the PBX's greeting"))
        _ = login.receive(AMIMessage(bytes: "Asterisk Call Manager/11.0.0".utf8))
        #expect(login.awaited == "the answer to the log-in")
    }

    @Test("something that is no Asterisk gets neither name nor secret")
    func notAManager() throws {
        var login = Login(AMIConfiguration(host: "pbx", username: "priyom", secret: "secret"))
        let greeting = try #require(try decode("SSH-2.0-Open\u{1b}SSH\r\n").first)
        #expect(login.receive(greeting) == .failed(.notAManager("SSH-2.0-Open?SSH")))
    }
}
