import ContactCenter
import Hummingbird

/// What supervisors do with the members of the PBX's queues (decision D26).
extension Site {
    @Sendable func changeQueueMember(_ request: Request, _ context: Context) async throws -> Response {
        let reader = try context.signedIn
        guard reader.rights.scope(of: .online) == .all else { throw HTTPError(.forbidden) }
        let form = try await Form(of: request, from: reader)
        let floor = await desk.floor
        guard let queue = form["queue"].map({ QueueName($0) }).flatMap({ floor.queues[$0] }) else {
            throw HTTPError(.notFound)
        }
        let language = viewer(of: request, context).language
        guard let act = try act(of: form, in: queue, on: floor) else { return .refusal(language[.queueNoPhone]) }
        guard let queueControl else { return .refusal(language[.queueNoPBX]) }
        guard await queueControl.carryOut(QueueOrder(act, in: queue.name)) else {
            return .refusal(language(.queueRefused, foreign(queue.name.rawValue, limit: 60)))
        }
        try await note(
            .queueChanged,
            "\(form["act"] ?? "") \(form["phone"] ?? form["interface"] ?? "") \(queue.name)",
            request,
            context
        )
        return .done(request, backTo: "/online")
    }

    /// - Returns: `nil` where what was typed is no phone.
    private func act(of form: Form, in queue: PBXQueue, on floor: Floor) throws -> QueueOrder.Act? {
        if form["act"] == "add" {
            let phone = form["phone"]?.trimmingCharacters(in: .whitespaces) ?? ""
            guard (2...6).contains(phone.utf8.count), phone.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
                return nil
            }
            return .add(Extension(phone), name: floor.seats[Extension(phone)]?.displayName)
        }
        guard let interface = form["interface"], queue.members.contains(where: { $0.interface == interface }) else {
            throw HTTPError(.notFound)
        }
        switch form["act"] {
        case "remove": return .remove(interface: interface)
        case "pause": return .pause(QueuePause(isPaused: true), interface: interface)
        case "resume": return .pause(QueuePause(isPaused: false), interface: interface)
        default: throw HTTPError(.badRequest)
        }
    }
}
