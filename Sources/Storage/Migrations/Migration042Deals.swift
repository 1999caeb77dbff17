extension Migration {
    /// Deals on the stages of their pipelines, the inquiries that belong to them, how good those are, and types of sources (requirements
    /// S2.11 to S2.13).
    static let deals = Migration(
        42,
        "deals",
        [
            """
            CREATE TABLE pipelines (
                id {identity},
                version {bigint} NOT NULL DEFAULT 1,
                is_hidden INTEGER NOT NULL DEFAULT 0 CHECK (is_hidden IN (0, 1)),
                name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
                place {bigint} NOT NULL DEFAULT 0
            ) {strict}
            """,
            """
            CREATE TABLE funnel_stages (
                id {identity},
                version {bigint} NOT NULL DEFAULT 1,
                is_hidden INTEGER NOT NULL DEFAULT 0 CHECK (is_hidden IN (0, 1)),
                name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
                pipeline_id {bigint} NOT NULL REFERENCES pipelines (id),
                kind TEXT NOT NULL CHECK (kind IN ('open', 'won', 'lost')),
                place {bigint} NOT NULL DEFAULT 0
            ) {strict}
            """,
            "CREATE INDEX funnel_stages_pipeline ON funnel_stages (pipeline_id)",
            """
            CREATE TABLE lead_qualities (
                id {identity},
                version {bigint} NOT NULL DEFAULT 1,
                is_hidden INTEGER NOT NULL DEFAULT 0 CHECK (is_hidden IN (0, 1)),
                name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
                place {bigint} NOT NULL DEFAULT 0
            ) {strict}
            """,
            """
            CREATE TABLE source_types (
                id {identity},
                version {bigint} NOT NULL DEFAULT 1,
                is_hidden INTEGER NOT NULL DEFAULT 0 CHECK (is_hidden IN (0, 1)),
                name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
                place {bigint} NOT NULL DEFAULT 0
            ) {strict}
            """,
            "ALTER TABLE sources ADD COLUMN source_type_id {bigint} REFERENCES source_types (id)",
            """
            CREATE TABLE deals (
                id {identity},
                version {bigint} NOT NULL DEFAULT 1,
                is_hidden INTEGER NOT NULL DEFAULT 0 CHECK (is_hidden IN (0, 1)),
                name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
                client_id {bigint} REFERENCES clients (id),
                stage_id {bigint} NOT NULL REFERENCES funnel_stages (id),
                responsible_id {bigint} REFERENCES employees (id),
                source_id {bigint} REFERENCES sources (id),
                amount {bigint} CHECK (amount >= 0),
                comment TEXT CHECK (length(comment) <= 4000),
                created_at {bigint} NOT NULL,
                created_by {bigint} REFERENCES users (id)
            ) {strict}
            """,
            // A list is counted by stages and narrowed in this index alone.
            """
            CREATE INDEX deals_listed ON deals (
                created_at, id, is_hidden, stage_id, responsible_id, client_id, source_id, created_by, amount
            )
            """,
            "CREATE INDEX deals_client ON deals (client_id, created_at) WHERE client_id IS NOT NULL",
            "CREATE INDEX deals_responsible ON deals (responsible_id) WHERE responsible_id IS NOT NULL",
            "CREATE INDEX deals_stage ON deals (stage_id)",
            // Folded, see `SoughtText`.
            """
            CREATE TABLE deal_texts (
                deal_id {bigint} NOT NULL PRIMARY KEY REFERENCES deals (id),
                text TEXT NOT NULL
            ) {strict}
            """,
            "ALTER TABLE contacts ADD COLUMN quality_id {bigint} REFERENCES lead_qualities (id)",
            "ALTER TABLE contacts ADD COLUMN deal_id {bigint} REFERENCES deals (id)",
            "CREATE INDEX contacts_deal ON contacts (deal_id, at) WHERE deal_id IS NOT NULL",
            "DROP INDEX contacts_listed",
            """
            CREATE INDEX contacts_listed ON contacts (
                at, id, is_hidden, state, is_inquiry, has_appointment, has_arrival, novelty, is_status_inquiry, reason_id,
                channel_id, source_id, branch_id, workshop_id, department_id, registrar_id, responsible_id, client_id,
                client_type, did_key, caller_key, number, phone, handed_at, taken_at, processed_at, processed_by, taken_by,
                deal_id, quality_id
            )
            """,
            """
            CREATE TABLE leads_columns (
                user_id {bigint} NOT NULL PRIMARY KEY REFERENCES users (id),
                columns TEXT NOT NULL CHECK (length(columns) <= 1000)
            ) {clustered}
            """,
            "INSERT INTO pipelines (name, place) VALUES ('Продажи', 1)",
            """
            INSERT INTO funnel_stages (name, pipeline_id, kind, place)
            SELECT 'Первый контакт', id, 'open', 1 FROM pipelines UNION ALL
            SELECT 'Переговоры', id, 'open', 2 FROM pipelines UNION ALL
            SELECT 'Предложение сделано', id, 'open', 3 FROM pipelines UNION ALL
            SELECT 'Договор', id, 'open', 4 FROM pipelines UNION ALL
            SELECT 'Успешно завершена', id, 'won', 5 FROM pipelines UNION ALL
            SELECT 'Отказ', id, 'lost', 6 FROM pipelines
            """,
            """
            INSERT INTO lead_qualities (name, place)
            VALUES ('Целевой', 1), ('Нецелевой', 2), ('Не дозвонились', 3), ('Дубль', 4), ('Спам', 5)
            """,
            """
            INSERT INTO source_types (name, place)
            VALUES ('Интернет-реклама', 1), ('Наружная реклама', 2), ('Пресса, радио и телевидение', 3),
                ('Рекомендации', 4), ('Партнёры', 5)
            """,
        ]
    )
}
