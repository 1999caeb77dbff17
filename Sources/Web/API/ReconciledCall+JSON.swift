import ContactCenter

/// How the report of calls held against contacts is told: its groups, its calls and what may belong to one.
extension ReconciliationGroup {
    var json: JSON {
        let (did, phone, isRegistered): (String?, String?, Bool?) =
            switch branch {
            case .all: (nil, nil, nil)
            case .did(let did): (did.text, nil, nil)
            case .phone(let did, let phone): (did.text, phone.text, nil)
            case .registration(let did, let phone, let isRegistered): (did.text, phone.text, isRegistered)
            }
        return [
            "did": JSON(did), "phone": JSON(phone), "has_contact": isRegistered.map(JSON.bool) ?? .null,
            "total": JSON(total), "registered": JSON(registered), "exempt": JSON(exempt), "open": JSON(open),
        ]
    }
}

extension ReconciledCall {
    static func told(by numbers: any PhoneNumberReading) -> [Told<ReconciledCall>] {
        let contact = Schema.object([
            .init("id", .id), .init("number", Schema.text.optional), .init("at", .instant),
        ])
        return [
            Told("call", .text) { .string($0.call.description) },
            Told("started_at", .instant) { JSON($0.place.startedAt) },
            Told("caller_number", Schema.text.optional) { JSON($0.callerNumber) },
            Told("caller_e164", Schema.text.optional) { JSON($0.callerNumber.flatMap(numbers.whole)) },
            Told("did", Schema.text.optional) { JSON($0.did) },
            Told("phone", Schema.text.optional.described("That took it first")) { JSON($0.phone?.rawValue) },
            Told("is_answered", .boolean) { .bool($0.isAnswered) },
            Told("contact", contact.optional) { $0.contact?.json ?? .null },
            Told(
                "match",
                Schema.words(["call", "number", "hand"]).optional.described(
                    "Opened from the call, of the same number and near in time, or linked by hand"
                )
            ) { JSON($0.match?.rawValue) },
            Told("exemption", Schema.text.optional.described("Why it needs no contact")) { JSON($0.exemption) },
        ]
    }
}

extension MatchedContactName {
    fileprivate var json: JSON { ["id": JSON(id.rawValue), "number": JSON(number), "at": JSON(at)] }
}

extension ReconciliationCandidate {
    var json: JSON {
        [
            "contact": JSON(contact.id.rawValue), "number": JSON(contact.number), "at": JSON(contact.at),
            "caller_number": JSON(callerNumber), "phone": JSON(phone?.rawValue), "is_same_number": .bool(isSameNumber),
        ]
    }
}
