import ContactCenter

/// Where a part of a client's history stands: a table, and what of it is shown (requirement S3.4).
struct ClientHistorySource {
    /// Of all sources the same, in one order. PostgreSQL must be told what those are of that a table does not have.
    private static let columns: [(name: String, type: String)] = [
        ("contact_id", "{bigint}"), ("number", "TEXT"), ("document_kind", "TEXT"), ("reason_id", "{bigint}"),
        ("topics", "TEXT"),
        ("user_id", "{bigint}"), ("employee_id", "{bigint}"), ("outcome", "TEXT"), ("amount", "{bigint}"),
        ("case_id", "{bigint}"), ("done_at", "{bigint}"), ("due_at", "{bigint}"), ("works", "TEXT"),
        ("comment", "TEXT"),
        ("result", "TEXT"), ("next_action", "TEXT"), ("script_version_id", "{bigint}"),
    ]

    private let kind: ClientHistoryEntry.Kind
    private let at: String
    private let record: String
    private var ordinal = "CAST(0 AS {bigint})"
    /// By the names of columns.
    private let values: [String: String]
    /// The tables, and whose it is.
    private let from: String

    var text: String {
        let own = Self.columns.map { column in
            "\(values[column.name] ?? "CAST(NULL AS \(column.type))") AS \(column.name)"
        }
        return """
            SELECT \(at) AS at, CAST(\(kind.rank) AS {bigint}) AS rank, \(record) AS record, \(ordinal) AS ordinal, \
            \(own.joined(separator: ", ")) FROM \(from)
            """
    }

    /// - Parameter client: the place of a parameter of the statement.
    static func sources(of kind: ClientHistoryEntry.Kind, for client: String) -> [ClientHistorySource] {
        let ofContact = "contacts.client_id = \(client) AND contacts.is_hidden = 0"
        switch kind {
        case .contact:
            return [
                ClientHistorySource(
                    kind: kind,
                    at: "contacts.at",
                    record: "contacts.id",
                    values: [
                        "contact_id": "contacts.id", "number": "contacts.number", "reason_id": "contacts.reason_id",
                        "topics": "contacts.topics", "user_id": "contacts.registrar_id",
                        "employee_id": "contacts.responsible_id", "outcome": "contacts.outcome",
                        "works": "contacts.works",
                        "comment": "contacts.comment", "result": "contacts.result",
                        "next_action": "contacts.next_action",
                    ],
                    from: "contacts WHERE \(ofContact)"
                )
            ]
        case .note:
            return [
                ClientHistorySource(
                    kind: kind,
                    at: "notes.at",
                    record: "notes.contact_id",
                    ordinal: "notes.ordinal",
                    values: aboutContact(["user_id": "notes.user_id", "works": "notes.text"]),
                    from:
                        "contacts JOIN conversation_entries AS notes ON notes.contact_id = contacts.id WHERE \(ofContact)"
                )
            ]
        case .document:
            return [
                ClientHistorySource(
                    kind: kind,
                    at: "documents.at",
                    record: "documents.id",
                    values: aboutContact([
                        "contact_id": "documents.contact_id", "number": "documents.number",
                        "document_kind": "documents.kind", "employee_id": "documents.responsible_id",
                        "works": "documents.works",
                    ]),
                    from: """
                        documents LEFT JOIN contacts ON contacts.id = documents.contact_id
                        WHERE documents.client_id = \(client) AND documents.is_hidden = 0
                        """
                )
            ]
        case .reminder:
            return [
                ClientHistorySource(
                    kind: kind,
                    at: "reminders.made_at",
                    record: "reminders.id",
                    values: aboutContact([
                        "user_id": "reminders.made_by", "employee_id": "reminders.employee_id",
                        "works": "reminders.text",
                    ]),
                    from: "contacts JOIN reminders ON reminders.contact_id = contacts.id WHERE \(ofContact)"
                )
            ]
        case .service: return [services(ofContact)]
        case .paper: return papers(client, ofContact)
        case .questionnaire: return [questionnaires(ofContact)]
        case .task: return tasks(client, ofContact)
        }
    }

    // MARK: -

    /// What came of a contact is about the same.
    private static func aboutContact(_ values: [String: String]) -> [String: String] {
        let contact = [
            "contact_id": "contacts.id", "number": "contacts.number", "reason_id": "contacts.reason_id",
            "topics": "contacts.topics",
        ]
        return contact.merging(values) { $1 }
    }

    private static func services(_ ofContact: String) -> ClientHistorySource {
        ClientHistorySource(
            kind: .service,
            at: "rendered_services.at",
            record: "rendered_services.id",
            values: aboutContact([
                "user_id": "rendered_services.added_by", "amount": "rendered_services.pieces * rendered_services.price",
                "works": "services.name || ' × ' || CAST(rendered_services.pieces AS TEXT)",
                "comment": "providers.name",
                "result": "policies.company || ' ' || policies.number", "next_action": "rendered_services.reason",
            ]),
            from: """
                contacts JOIN rendered_services ON rendered_services.contact_id = contacts.id
                JOIN services ON services.id = rendered_services.service_id
                JOIN providers ON providers.id = rendered_services.provider_id
                LEFT JOIN policies ON policies.id = rendered_services.policy_id
                WHERE \(ofContact) AND rendered_services.is_hidden = 0
                """
        )
    }

    private static func papers(_ client: String, _ ofContact: String) -> [ClientHistorySource] {
        let values = [
            "contact_id": "papers.contact_id", "number": "papers.number", "user_id": "papers.author_id",
            "works": "papers.title",
        ]
        return [
            ClientHistorySource(
                kind: .paper,
                at: "papers.at",
                record: "papers.id",
                values: aboutContact(values),
                from: "contacts JOIN papers ON papers.contact_id = contacts.id WHERE \(ofContact)"
            ),
            ClientHistorySource(
                kind: .paper,
                at: "papers.at",
                record: "papers.id",
                values: values,
                from: "papers WHERE papers.client_id = \(client)"
            ),
        ]
    }

    private static func questionnaires(_ ofContact: String) -> ClientHistorySource {
        ClientHistorySource(
            kind: .questionnaire,
            at: "questionnaires.finished_at",
            record: "questionnaires.id",
            values: aboutContact([
                "user_id": "questionnaires.finished_by", "amount": "questionnaires.total",
                "script_version_id": "questionnaires.script_version_id",
            ]),
            from: """
                contacts JOIN questionnaires ON questionnaires.contact_id = contacts.id
                WHERE \(ofContact) AND questionnaires.finished_at IS NOT NULL
                """
        )
    }

    /// Of the client's cases, and of what was written from the client's contacts into cases of others; each is found by an index.
    private static func tasks(_ client: String, _ ofContact: String) -> [ClientHistorySource] {
        let joined = """
            JOIN case_tasks ON case_tasks.entry_id = case_entries.id
            JOIN task_actions ON task_actions.id = case_tasks.action_id
            """
        let shown = "cases.is_hidden = 0 AND case_entries.is_hidden = 0 AND case_tasks.is_hidden = 0"
        return [
            """
            cases JOIN case_entries ON case_entries.case_id = cases.id \(joined)
            LEFT JOIN contacts ON contacts.id = case_entries.contact_id
            WHERE cases.client_id = \(client) AND \(shown)
            """,
            """
            contacts JOIN case_entries ON case_entries.contact_id = contacts.id \(joined)
            JOIN cases ON cases.id = case_entries.case_id
            WHERE \(ofContact) AND \(shown) AND (cases.client_id IS NULL OR cases.client_id <> \(client))
            """,
        ].map { from in
            ClientHistorySource(
                kind: .task,
                at: "case_tasks.made_at",
                record: "case_tasks.id",
                values: [
                    "contact_id": "contacts.id", "case_id": "cases.id", "number": "cases.number",
                    "reason_id": "contacts.reason_id", "topics": "CAST(case_entries.topic_id AS TEXT)",
                    "user_id": "case_tasks.made_by", "employee_id": "case_tasks.employee_id",
                    "done_at": "case_tasks.done_at", "due_at": "case_tasks.due_at", "works": "task_actions.name",
                    "comment": "case_entries.text", "result": "cases.title",
                ],
                from: from
            )
        }
    }
}
