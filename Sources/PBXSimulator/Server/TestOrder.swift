/// What somebody of a call that waits for orders, or a member of a queue, is told to do.
package enum TestOrder: Hashable, Sendable {
    case answer(String, phone: String)
    case hangUp(String, phone: String?)
    case redirect(String, to: String)
    case transfer(String, to: String)
    case join(queue: String, phone: String)
    case leave(queue: String, phone: String)

    static let names: Set<String> = ["answer", "hang-up", "redirect", "transfer", "join", "leave"]

    /// - Throws: `SimulatorError` when something is missing.
    init(_ name: String, _ words: [String]) throws {
        let subject = try ControlCommand.word(words.first, name, "a call or a queue")
        let object = words.count > 1 ? words[1] : nil
        func needed() throws -> String { try ControlCommand.word(object, name, "a phone") }
        switch name {
        case "answer": self = .answer(subject, phone: try needed())
        case "hang-up": self = .hangUp(subject, phone: object)
        case "redirect": self = .redirect(subject, to: try needed())
        case "transfer": self = .transfer(subject, to: try needed())
        case "join": self = .join(queue: subject, phone: try needed())
        default: self = .leave(queue: subject, phone: try needed())
        }
    }

    /// - Returns: false when there was nobody to do it.
    func perform(on pbx: SimulatedPBX) -> Bool {
        switch self {
        case .answer(let call, let phone): pbx.answer(call, at: phone)
        case .hangUp(let call, let phone): pbx.hangUp(call, at: phone)
        case .redirect(let call, let exten): pbx.redirect(call, to: exten)
        case .transfer(let call, let exten): pbx.transfer(call, to: exten)
        case .join(let queue, let phone): pbx.join(queue, phone)
        case .leave(let queue, let phone): pbx.leave(queue, phone)
        }
    }
}

extension SimulatedPBX {
    fileprivate func join(_ name: String, _ phone: String) -> Bool {
        guard let queue = queue(named: name), phones[phone] != nil else { return false }
        if !queue.members.contains(where: { $0.interface == "PJSIP/\(phone)" }) {
            addMember("PJSIP/\(phone)", to: queue, name: "Operator \(phone)", penalty: 0, isPaused: false)
        }
        return true
    }

    fileprivate func leave(_ name: String, _ phone: String) -> Bool {
        guard let queue = queue(named: name),
            let member = queue.members.first(where: { $0.interface == "PJSIP/\(phone)" })
        else { return false }
        removeMember(member, from: queue)
        return true
    }
}
