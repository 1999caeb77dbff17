extension Migration {
    /// The registry's index has the contact's own number and the phone, so that sorting by them reads nothing else; clients
    /// stand in the order of their names.
    static let registryIndex = Migration(
        19,
        "registry index",
        [
            "DROP INDEX contacts_listed",
            """
            CREATE INDEX contacts_listed ON contacts (
                at, id, is_hidden, state, is_inquiry, has_appointment, has_arrival, novelty, is_status_inquiry, reason_id,
                channel_id, source_id, branch_id, workshop_id, department_id, registrar_id, responsible_id, client_id,
                client_type, did_key, caller_key, number, phone
            )
            """,
            // Sorting many contacts by their clients goes through these.
            "CREATE INDEX clients_name ON clients (name, id)",
        ]
    )
}
