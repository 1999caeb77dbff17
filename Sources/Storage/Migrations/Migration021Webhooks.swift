extension Migration {
    /// What other programs are told of: webhooks, and the messages that wait for them.
    static let webhooks = Migration(
        21,
        "webhooks",
        [
            """
            CREATE TABLE webhooks (
                id {identity},
                version {bigint} NOT NULL DEFAULT 1,
                is_hidden INTEGER NOT NULL DEFAULT 0 CHECK (is_hidden IN (0, 1)),
                name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
                url TEXT NOT NULL CHECK (length(url) BETWEEN 1 AND 2000),
                is_on INTEGER NOT NULL CHECK (is_on IN (0, 1)),
                on_call_ended INTEGER NOT NULL CHECK (on_call_ended IN (0, 1)),
                on_call_missed INTEGER NOT NULL CHECK (on_call_missed IN (0, 1)),
                on_contact_registered INTEGER NOT NULL CHECK (on_contact_registered IN (0, 1)),
                on_contact_changed INTEGER NOT NULL CHECK (on_contact_changed IN (0, 1)),
                on_contact_assigned INTEGER NOT NULL CHECK (on_contact_assigned IN (0, 1)),
                on_client_created INTEGER NOT NULL CHECK (on_client_created IN (0, 1)),
                on_client_changed INTEGER NOT NULL CHECK (on_client_changed IN (0, 1)),
                on_client_merged INTEGER NOT NULL CHECK (on_client_merged IN (0, 1)),
                on_client_separated INTEGER NOT NULL CHECK (on_client_separated IN (0, 1)),
                on_document_created INTEGER NOT NULL CHECK (on_document_created IN (0, 1)),
                on_document_changed INTEGER NOT NULL CHECK (on_document_changed IN (0, 1)),
                on_appointment_created INTEGER NOT NULL CHECK (on_appointment_created IN (0, 1)),
                secret TEXT NOT NULL DEFAULT '',
                failures {bigint} NOT NULL DEFAULT 0,
                paused_until {bigint},
                claim TEXT,
                claimed_until {bigint} NOT NULL DEFAULT 0,
                delivered_at {bigint},
                last_status {bigint},
                last_problem TEXT
            ) {strict}
            """,
            // `due_at` is when the message is tried next, and nothing once it has been delivered or given up.
            """
            CREATE TABLE webhook_deliveries (
                id {identity},
                webhook_id {bigint} NOT NULL REFERENCES webhooks (id),
                message_id TEXT NOT NULL,
                event TEXT NOT NULL,
                body TEXT NOT NULL,
                at {bigint} NOT NULL,
                due_at {bigint},
                attempts {bigint} NOT NULL DEFAULT 0,
                finished_at {bigint},
                last_status {bigint},
                last_problem TEXT
            ) {strict}
            """,
            "CREATE INDEX webhook_deliveries_due ON webhook_deliveries (webhook_id, id) WHERE due_at IS NOT NULL",
            "CREATE INDEX webhook_deliveries_of_webhook ON webhook_deliveries (webhook_id, id)",
            "CREATE INDEX webhook_deliveries_finished ON webhook_deliveries (finished_at) WHERE finished_at IS NOT NULL",
            "INSERT INTO role_permissions (role, permission, scope) VALUES ('administrator', 'integrations', 'all')",
        ]
    )
}
