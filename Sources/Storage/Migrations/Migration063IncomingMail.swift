extension Migration {
    /// Boxes of mail whose letters become contacts, the letters with their files, and answers to them (requirement S3.25).
    static let incomingMail = Migration(
        63,
        "incoming mail",
        [
            """
            CREATE TABLE mail_boxes (
                id {identity},
                version {bigint} NOT NULL DEFAULT 1,
                is_hidden INTEGER NOT NULL DEFAULT 0 CHECK (is_hidden IN (0, 1)),
                name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
                address TEXT NOT NULL CHECK (length(address) BETWEEN 3 AND 254),
                is_on INTEGER NOT NULL CHECK (is_on IN (0, 1)),
                project_id {bigint} REFERENCES projects (id),
                source_id {bigint} REFERENCES sources (id),
                reason_id {bigint} NOT NULL REFERENCES reasons (id),
                host TEXT NOT NULL CHECK (length(host) BETWEEN 1 AND 255),
                port {bigint},
                security TEXT NOT NULL CHECK (security IN ('tls', 'starttls', 'off')),
                login TEXT NOT NULL CHECK (length(login) BETWEEN 1 AND 255),
                folder TEXT CHECK (length(folder) <= 255),
                password TEXT,
                uid_validity {bigint},
                last_uid {bigint},
                next_at {bigint} NOT NULL DEFAULT 0,
                claim TEXT,
                claimed_until {bigint} NOT NULL DEFAULT 0,
                failures {bigint} NOT NULL DEFAULT 0,
                looked_at {bigint},
                problem TEXT,
                received {bigint} NOT NULL DEFAULT 0,
                received_at {bigint},
                CHECK ((uid_validity IS NULL) = (last_uid IS NULL))
            ) {strict}
            """,
            "CREATE UNIQUE INDEX mail_boxes_name ON mail_boxes (name) WHERE is_hidden = 0",
            """
            CREATE TABLE mails (
                id {identity},
                box_id {bigint} NOT NULL REFERENCES mail_boxes (id),
                contact_id {bigint} NOT NULL REFERENCES contacts (id),
                uid_validity {bigint} NOT NULL,
                uid {bigint} NOT NULL,
                digest TEXT NOT NULL CHECK (length(digest) <= 128),
                message_id TEXT CHECK (length(message_id) <= 250),
                at {bigint} NOT NULL,
                written_at {bigint},
                sender TEXT NOT NULL CHECK (length(sender) <= 320),
                address TEXT CHECK (length(address) <= 254),
                subject TEXT NOT NULL CHECK (length(subject) <= 300),
                text TEXT NOT NULL CHECK (length(text) <= 100000),
                html TEXT CHECK (length(html) <= 1000000),
                remarks TEXT NOT NULL CHECK (length(remarks) <= 200),
                UNIQUE (box_id, uid_validity, uid),
                UNIQUE (box_id, digest)
            ) {strict}
            """,
            "CREATE INDEX mails_contact ON mails (contact_id, id)",
            "CREATE INDEX mails_message ON mails (message_id) WHERE message_id IS NOT NULL",
            // The bytes are in Base64.
            """
            CREATE TABLE mail_files (
                mail_id {bigint} NOT NULL REFERENCES mails (id),
                ordinal {bigint} NOT NULL,
                name TEXT NOT NULL CHECK (length(name) <= 200),
                type TEXT NOT NULL CHECK (length(type) <= 100),
                size {bigint} NOT NULL,
                content TEXT,
                PRIMARY KEY (mail_id, ordinal)
            ) {strict}
            """,
            "ALTER TABLE contact_letters ADD COLUMN answered_mail_id {bigint} REFERENCES mails (id)",
        ]
    )
}
