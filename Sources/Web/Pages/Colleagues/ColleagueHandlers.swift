import ContactCenter
import Hummingbird

/// The panel of colleagues: who is on it, the choice, and what its buttons do.
extension Site {
    /// - Returns: `nil` for who may not see colleagues.
    func colleaguesPanel(for reader: SignedIn, showing snapshot: LiveSnapshot) async throws -> ColleaguesPanel? {
        guard var page = try await watchedColleagues(of: reader) else { return nil }
        page.show(snapshot)
        return ColleaguesPanel(page: page, people: try await colleagues(of: reader))
    }

    /// - Returns: `nil` for who may not see colleagues.
    func watchedColleagues(of reader: SignedIn) async throws -> ColleaguesPage? {
        guard reader.rights.allows(.colleagues) else { return nil }
        let watched = try await access.watchedColleagues(of: reader.user.id)
        let people = Self.chosen(of: try await colleagues(of: reader), watched, for: reader)
        let photos = Dictionary(
            try await records.photographed().compactMap { photo in photo.user.map { ($0, photo) } },
            uniquingKeysWith: { $1 }
        )
        return ColleaguesPage(
            people.map { Colleague($0, photo: photos[$0.id]) },
            for: reader,
            picksUp: transfer != nil && reader.rights.allows(.workspace)
        )
    }

    /// Those whom the reader may choose: all, or those of the own department.
    private func colleagues(of reader: SignedIn) async throws -> [User] {
        let reach = reader.rights.scope(of: .colleagues)
        return try await access.users()
            .filter { person in
                guard !person.isDisabled, person.id != reader.user.id else { return false }
                return reach == .all || (person.department != nil && person.department == reader.user.department)
            }
            .sorted { ($0.displayName, $0.id.rawValue) < ($1.displayName, $1.id.rawValue) }
    }

    /// Who has chosen nobody sees the own department.
    private static func chosen(of people: [User], _ watched: Set<UserID>, for reader: SignedIn) -> [User] {
        people.filter { person in
            guard watched.isEmpty else { return watched.contains(person.id) }
            return person.department != nil && person.department == reader.user.department
        }
    }

    @Sendable func chooseColleagues(_ request: Request, _ context: Context) async throws -> Response {
        let reader = try context.signedIn
        let form = try await Form(of: request, from: reader)
        let chosen = try await colleagues(of: reader).map(\.id).filter { form["person.\($0.rawValue)"] != nil }
        let audit = AuditEntry(
            at: now(),
            user: reader.user.id,
            action: .colleaguesChosen,
            fields: ["colleagues"],
            address: address(of: request, context)
        )
        try await access.watch(Set(chosen), by: reader.user.id, audit: audit)
        return .redirect(to: request.cameFrom ?? "/", type: .normal)
    }

    /// Takes the client who rings a colleague's phone to the reader's own (requirement S4.25). What the PBX did not do is
    /// answered with words, and nothing is changed.
    @Sendable func pickUpFromColleague(_ request: Request, _ context: Context) async throws -> Response {
        let reader = try context.signedIn
        let form = try await Form(of: request, from: reader)
        guard let id = form["call"].flatMap(CallID.init(description:)) else { throw HTTPError(.badRequest) }
        guard reader.rights.allows(.colleagues),
            let colleague = context.parameters.get("user").flatMap(Int64.init).map(UserID.init(_:)),
            try await colleagues(of: reader).contains(where: { $0.id == colleague })
        else { throw HTTPError(.notFound) }
        let language = viewer(of: request, context).language
        let snapshot = await desk.snapshot()
        guard let own = snapshot.floor.seat(of: reader.user.id)?.phone else {
            return .refusal(language[.pickUpNoPhone])
        }
        guard let transfer else { return .refusal(language[.pickUpNoPBX]) }
        guard let phone = snapshot.floor.seat(of: colleague)?.phone,
            let call = snapshot.calls.first(where: { $0.id == id }), call.ringingPhones.contains(phone)
        else { return .refusal(language[.pickUpGone]) }
        let outcome = await transfer.pickUp(id, at: own)
        if outcome == .nothingToTransfer { return .refusal(language[.pickUpGone]) }
        try await note(.callPickedUp, "user:\(colleague) call:\(id)", request, context)
        if outcome == .notReached { return .refusal(language(.pickUpNotReached, foreign(own.rawValue, limit: 40))) }
        return .done(request, backTo: request.cameFrom ?? "/")
    }
}

extension Request {
    /// The page of ours on which a form stood.
    var cameFrom: String? {
        guard let referer = headers[.referer], let authority = head.authority,
            let place = referer.firstRange(of: "//\(authority)/")
        else { return nil }
        return "/" + referer[place.upperBound...].drop { $0 == "/" || $0 == "\\" }
    }
}
