import ContactCenter

extension CallPart {
    static let legs = CallPart(
        "call_legs",
        [
            "party_kind", "party", "role", "queue", "state", "state_since", "called_at", "rang_at", "answered_at",
            "left_at", "talk_ms", "hold_ms", "consult_ms", "result", "is_exact", "stretches", "trunk",
        ],
        of: \.legs,
        values: { leg in
            SQLValue.party(leg.party)
                + [
                    .text(leg.role), .text(leg.queue), .text(leg.state), .instant(leg.stateSince),
                    .instant(leg.calledAt), .instant(leg.rangAt), .instant(leg.answeredAt), .instant(leg.leftAt),
                    .length(leg.talkTime), .length(leg.holdTime), .length(leg.consultTime), .text(leg.result),
                    .flag(leg.isExact), .text(leg.stretches.text(from: leg.calledAt)),
                    .text(leg.trunk),
                ]
        },
        element: { row, ordinal in
            let party = try row.party()
            let (role, queue): (CallLeg.Role?, QueueName?) = try (row.optional(), row.optional())
            let (state, stateSince): (CallLeg.State, _) = try (row.named(), row.instant())
            var leg = try CallLeg(ordinal: ordinal, party: party, role: role, queue: queue, calledAt: row.instant())
            leg.state = state
            leg.stateSince = stateSince
            leg.rangAt = try row.optionalInstant()
            leg.answeredAt = try row.optionalInstant()
            leg.leftAt = try row.optionalInstant()
            leg.talkTime = try row.length()
            leg.holdTime = try row.length()
            leg.consultTime = try row.length()
            leg.result = try row.optional()
            leg.isExact = try row.flag()
            leg.stretches = .init(text: try row.text(), from: leg.calledAt)
            leg.trunk = try row.optional()
            return leg
        }
    )

    static let transfers = CallPart(
        "call_transfers",
        ["kind", "from_kind", "from_party", "to_kind", "to_party", "asked_at", "completed_at", "is_returned"],
        of: \.transfers,
        values: { transfer in
            [.text(transfer.kind)] + SQLValue.party(transfer.from) + SQLValue.party(transfer.to)
                + [.instant(transfer.at), .instant(transfer.completedAt), .flag(transfer.isReturned)]
        },
        element: { row, _ in
            var transfer = try Transfer(
                kind: row.named(),
                from: row.optionalParty(),
                to: row.party(),
                at: row.instant()
            )
            transfer.completedAt = try row.optionalInstant()
            transfer.isReturned = try row.flag()
            return transfer
        }
    )

    static let steerings = CallPart(
        "call_steerings",
        ["from_service", "to_kind", "to_party", "steered_at"],
        of: \.steerings,
        values: { [.text($0.from)] + SQLValue.party($0.to) + [.instant($0.at)] },
        element: { row, _ in try Steering(from: row.text(), to: row.party(), at: row.instant()) }
    )

    static let recordings = CallPart(
        "call_recordings",
        ["path", "started_at", "length_ms"],
        of: \.recordings,
        values: { [.text($0.path), .instant($0.startedAt), .length($0.length)] },
        element: { row, _ in
            var recording = try Recording(path: row.text(), startedAt: row.instant())
            recording.length = try row.length()
            return recording
        }
    )

    /// Linkedids of other calls that became part of this one. Its own stands in `calls`.
    static let linkedIDs = CallPart(
        "call_linkedids",
        ["linkedid"],
        of: \.mergedLinkedIDs,
        values: { [.text($0)] },
        element: { row, _ in try row.named() }
    )
}
