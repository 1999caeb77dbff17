extension Migration {
    /// Templates of documents, what was made from them, and letters that it goes with (requirement S3.4).
    static let papers = Migration(
        64,
        "papers",
        [
            """
            CREATE TABLE document_templates (
                id {identity},
                version {bigint} NOT NULL DEFAULT 1,
                is_hidden INTEGER NOT NULL DEFAULT 0 CHECK (is_hidden IN (0, 1)),
                name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
                paper_kind TEXT NOT NULL CHECK (paper_kind IN ('letter', 'invoice', 'act', 'other')),
                language TEXT NOT NULL CHECK (language IN ('ru', 'en', 'uk')),
                text TEXT NOT NULL CHECK (length(text) <= 10000),
                place {bigint} NOT NULL DEFAULT 0
            ) {strict}
            """,
            "CREATE UNIQUE INDEX document_templates_name ON document_templates (name) WHERE is_hidden = 0",
            // Never changed but by a merger of clients. The print is base64, and may be made later.
            """
            CREATE TABLE papers (
                id {identity},
                version {bigint} NOT NULL DEFAULT 1,
                paper_key TEXT NOT NULL UNIQUE CHECK (length(paper_key) = 32),
                number TEXT NOT NULL UNIQUE CHECK (length(number) BETWEEN 1 AND 20),
                kind TEXT NOT NULL CHECK (kind IN ('letter', 'invoice', 'act', 'other')),
                title TEXT NOT NULL CHECK (length(title) BETWEEN 1 AND 200),
                template_id {bigint} NOT NULL REFERENCES document_templates (id),
                contact_id {bigint} REFERENCES contacts (id),
                client_id {bigint} REFERENCES clients (id),
                at {bigint} NOT NULL,
                author_id {bigint} REFERENCES users (id),
                page TEXT NOT NULL,
                pdf TEXT,
                CHECK ((contact_id IS NULL) <> (client_id IS NULL))
            ) {strict}
            """,
            "CREATE INDEX papers_contact ON papers (contact_id, id) WHERE contact_id IS NOT NULL",
            "CREATE INDEX papers_client ON papers (client_id, id) WHERE client_id IS NOT NULL",
            "ALTER TABLE contact_letters ADD COLUMN paper_id {bigint} REFERENCES papers (id)",
        ] + shipped
    )

    /// To begin with; every business changes them.
    private static let shipped = [
        """
        INSERT INTO document_templates (name, paper_kind, language, text, place) VALUES ('Письмо клиенту', 'letter', 'ru',
        '**{company}**
        Исх. № {number} от {date}

        # Уважаемый клиент!
        {client}

        Вы обращались к нам {contact_date} по вопросу «{reason}». Вашему обращению присвоен номер {contact}.

        {works}

        С уважением,
        {operator}', 1)
        """,
        """
        INSERT INTO document_templates (name, paper_kind, language, text, place) VALUES ('Счёт', 'invoice', 'ru',
        '**Исполнитель:** {company}
        **Плательщик:** {client}, {client_phones}

        # Счёт № {number} от {date}

        Основание: обращение {contact} от {contact_date}

        {services}

        Всего к оплате: **{total}**

        Счёт выписал: {operator}', 2)
        """,
        """
        INSERT INTO document_templates (name, paper_kind, language, text, place) VALUES ('Акт оказанных услуг', 'act', 'ru',
        '# Акт оказанных услуг № {number} от {date}

        **Исполнитель:** {company}
        **Заказчик:** {client}

        Исполнитель оказал, а заказчик принял услуги:

        {services}

        Заказчик претензий по объёму, качеству и срокам не имеет.

        | Исполнитель | Заказчик |
        |---|---|
        | {operator} | {client} |
        | Подпись: | Подпись: |', 3)
        """,
    ]
}
