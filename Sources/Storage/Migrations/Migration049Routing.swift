extension Migration {
    /// To whom callers are sent (requirement S4.13). Off until somebody who knows the dialplan turns them on.
    static let routingRules = Migration(
        49,
        "routing rules",
        [
            """
            CREATE TABLE routing_rules (
                id {identity},
                version {bigint} NOT NULL DEFAULT 1,
                is_hidden INTEGER NOT NULL DEFAULT 0 CHECK (is_hidden IN (0, 1)),
                name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
                kind TEXT NOT NULL CHECK (kind IN ('open_document', 'responsible', 'last_spoken', 'vip')),
                is_on INTEGER NOT NULL CHECK (is_on IN (0, 1)),
                second_choice_id {bigint} REFERENCES employees (id),
                place {bigint} NOT NULL DEFAULT 0
            ) {strict}
            """,
            """
            INSERT INTO routing_rules (name, kind, is_on, place)
            VALUES ('VIP-клиент', 'vip', 0, 1), ('Открытый документ', 'open_document', 0, 2),
                ('Ответственный по последнему обращению', 'responsible', 0, 3),
                ('Кто говорил последним', 'last_spoken', 0, 4)
            """,
        ]
    )
}
