import ContactCenter
import TestSupport

/// An operator at work: what their browser sends while they lead contacts through the shipped script, a first-time client's repair
/// each time.
struct WorkingOperator: Sendable {
    /// What a request was for.
    enum Act: String, CaseIterable, Sendable {
        case begin = "begin a contact"
        case save = "keep what is typed"
        case find = "look for a client"
        case step = "next step"
        case register = "register"
    }

    /// Somewhere on the way of a contact.
    struct Contact: Sendable {
        let id: String
        fileprivate(set) var page: String

        var step: String { page.value(after: "data-step=\"") }
        var isRegistered: Bool { page.contains("data-registered") }
    }

    let port: Int
    let cookie: String
    private let token: String

    /// - Parameter cookie: the header that their browser sends.
    init(at port: Int, cookie: String) async throws {
        self.port = port
        self.cookie = cookie
        let page = try await Self.page(Loopback.get("/registry", port: port, cookie))
        token = page.value(after: "name=\"token\" value=\"")
    }

    func begin() async throws -> Contact {
        let answer = try await Loopback.post("/intake", ["token": token], port: port, cookie)
        let address = answer.value(after: "ocation: ", until: "\r\n")
        guard address.hasPrefix("/intake/") else { throw BenchmarkFailure("No contact begins: \(answer.prefix(300))") }
        let page = try await Self.page(Loopback.get(address, port: port, cookie))
        return Contact(id: String(address.dropFirst("/intake/".count)), page: page)
    }

    /// Goes on with the step's fields filled in.
    func goOn(_ contact: inout Contact) async throws {
        let before = contact.step
        contact.page = try await Self.page(send(contact, move: "next"))
        guard contact.isRegistered || contact.step != before else {
            throw BenchmarkFailure("The script stays at \(before): \(contact.page)")
        }
    }

    /// What the page does while somebody types; it stays where it is.
    func save(_ contact: inout Contact) async throws {
        let answer = try await Self.page(send(contact, move: "stay"))
        let revision = answer.value(after: "\"revision\":", until: ",").prefix { $0.isNumber }
        guard !revision.isEmpty else { throw BenchmarkFailure("Not kept: \(answer)") }
        contact.page = contact.page.replacing(
            "name=\"revision\" value=\"\(contact.page.value(after: "name=\"revision\" value=\""))\"",
            with: "name=\"revision\" value=\"\(revision)\""
        )
    }

    /// Adds this to their status.
    func say(_ note: String) async throws {
        let answer = try await Loopback.post("/presence", ["token": token, "note": note], port: port, cookie)
        guard answer.hasPrefix("HTTP/1.1 204") else { throw BenchmarkFailure("No note: \(answer.prefix(200))") }
    }

    /// Presses a number. A phone that is busy by then is told of, and that is all.
    func dial(_ number: String) async throws {
        _ = try await Loopback.post("/dial", ["token": token, "number": number], port: port, cookie)
    }

    func find(_ typed: String, in contact: Contact) async throws {
        _ = try await Self.page(Loopback.get("/intake/\(contact.id)/clients?q=\(typed)", port: port, cookie))
    }

    /// Wants to go on with a contact of which others were told, too.
    ///
    /// - Returns: the whole answer.
    func take(_ contact: ContactID) async throws -> String {
        try await Loopback.post("/contacts/\(contact)/claim", ["token": token], port: port, cookie)
    }

    private func send(_ contact: Contact, move: String) async throws -> String {
        var fields = [
            "token": token, "step": contact.step, "move": move,
            "revision": contact.page.value(after: "name=\"revision\" value=\""),
        ]
        switch contact.step {
        case "reason":
            fields["person_name"] = "Константин"
            fields["works"] = "Диагностика подвески, стук справа"
            let buttons = contact.page.split(separator: "name=\"reason\" value=\"").dropFirst()
            let repair = buttons.first { $0.contains("ремонтом частник") } ?? ""
            fields["reason"] = String(repair.prefix { $0 != "\"" })
        case "identify": fields["is_new"] = "yes"
        case "first_time": fields.merge(["make": "мазда", "model": "6", "year": "2006"]) { $1 }
        default:
            fields["transfer"] = "connected"
            fields["employee"] = contact.page.value(after: "name=\"employee\" value=\"")
        }
        return try await Loopback.post("/intake/\(contact.id)/step", fields, port: port, cookie)
    }

    private static func page(_ answer: String) throws -> String {
        guard answer.hasPrefix("HTTP/1.1 200") else { throw BenchmarkFailure("No page: \(answer.prefix(400))") }
        return answer
    }
}

extension String {
    /// What stands between the first such text and the next quotation mark; empty where there is none.
    fileprivate func value(after text: String, until end: Character = "\"") -> String {
        guard let found = firstRange(of: text) else { return "" }
        return String(self[found.upperBound...].prefix { $0 != end })
    }
}
