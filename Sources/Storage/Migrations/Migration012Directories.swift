extension Migration {
    /// What contacts are described by: the business's places and people, cars, channels, numbers, reasons; and the history of
    /// all records.
    static let directories = Migration(
        12,
        "directories",
        [
            """
            CREATE TABLE branches (
                id {identity},
                version {bigint} NOT NULL DEFAULT 1,
                is_hidden INTEGER NOT NULL DEFAULT 0 CHECK (is_hidden IN (0, 1)),
                name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
                address TEXT CHECK (length(address) <= 400),
                directions TEXT CHECK (length(directions) <= 4000),
                time_zone TEXT CHECK (length(time_zone) <= 64)
            ) {strict}
            """,
            """
            CREATE TABLE departments (
                id {identity},
                version {bigint} NOT NULL DEFAULT 1,
                is_hidden INTEGER NOT NULL DEFAULT 0 CHECK (is_hidden IN (0, 1)),
                name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
                branch_id {bigint} REFERENCES branches (id)
            ) {strict}
            """,
            """
            CREATE TABLE workshops (
                id {identity},
                version {bigint} NOT NULL DEFAULT 1,
                is_hidden INTEGER NOT NULL DEFAULT 0 CHECK (is_hidden IN (0, 1)),
                name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
                branch_id {bigint} REFERENCES branches (id)
            ) {strict}
            """,
            """
            CREATE TABLE job_positions (
                id {identity},
                version {bigint} NOT NULL DEFAULT 1,
                is_hidden INTEGER NOT NULL DEFAULT 0 CHECK (is_hidden IN (0, 1)),
                name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
                is_service_advisor INTEGER NOT NULL DEFAULT 0 CHECK (is_service_advisor IN (0, 1))
            ) {strict}
            """,
            """
            CREATE TABLE employees (
                id {identity},
                version {bigint} NOT NULL DEFAULT 1,
                is_hidden INTEGER NOT NULL DEFAULT 0 CHECK (is_hidden IN (0, 1)),
                name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
                job_position_id {bigint} REFERENCES job_positions (id),
                department_id {bigint} REFERENCES departments (id),
                workshop_id {bigint} REFERENCES workshops (id),
                branch_id {bigint} REFERENCES branches (id),
                phone TEXT CHECK (length(phone) <= 32),
                mobile TEXT CHECK (length(mobile) <= 64),
                work_schedule TEXT CHECK (length(work_schedule) <= 400),
                user_id {bigint} REFERENCES users (id)
            ) {strict}
            """,
            "CREATE UNIQUE INDEX employees_user ON employees (user_id) WHERE user_id IS NOT NULL AND is_hidden = 0",
            """
            CREATE TABLE vehicle_makes (
                id {identity},
                version {bigint} NOT NULL DEFAULT 1,
                is_hidden INTEGER NOT NULL DEFAULT 0 CHECK (is_hidden IN (0, 1)),
                name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 100),
                cyrillic_name TEXT CHECK (length(cyrillic_name) <= 100)
            ) {strict}
            """,
            """
            CREATE TABLE vehicle_models (
                id {identity},
                version {bigint} NOT NULL DEFAULT 1,
                is_hidden INTEGER NOT NULL DEFAULT 0 CHECK (is_hidden IN (0, 1)),
                make_id {bigint} NOT NULL REFERENCES vehicle_makes (id),
                name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 100),
                cyrillic_name TEXT CHECK (length(cyrillic_name) <= 100)
            ) {strict}
            """,
            "CREATE INDEX vehicle_models_make ON vehicle_models (make_id)",
            """
            CREATE TABLE sources (
                id {identity},
                version {bigint} NOT NULL DEFAULT 1,
                is_hidden INTEGER NOT NULL DEFAULT 0 CHECK (is_hidden IN (0, 1)),
                name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 200)
            ) {strict}
            """,
            """
            CREATE TABLE contact_channels (
                id {identity},
                version {bigint} NOT NULL DEFAULT 1,
                is_hidden INTEGER NOT NULL DEFAULT 0 CHECK (is_hidden IN (0, 1)),
                code TEXT UNIQUE CHECK (length(code) <= 32),
                name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
                may_wait INTEGER NOT NULL DEFAULT 0 CHECK (may_wait IN (0, 1)),
                may_be_transferred INTEGER NOT NULL DEFAULT 0 CHECK (may_be_transferred IN (0, 1)),
                place {bigint} NOT NULL DEFAULT 0
            ) {strict}
            """,
            """
            CREATE TABLE dids (
                id {identity},
                version {bigint} NOT NULL DEFAULT 1,
                is_hidden INTEGER NOT NULL DEFAULT 0 CHECK (is_hidden IN (0, 1)),
                number TEXT NOT NULL CHECK (length(number) BETWEEN 1 AND 64),
                number_key TEXT NOT NULL CHECK (length(number_key) BETWEEN 1 AND 64),
                name TEXT CHECK (length(name) <= 200),
                source_id {bigint} REFERENCES sources (id),
                branch_id {bigint} REFERENCES branches (id)
            ) {strict}
            """,
            "CREATE UNIQUE INDEX dids_number ON dids (number_key) WHERE is_hidden = 0",
            """
            CREATE TABLE reasons (
                id {identity},
                version {bigint} NOT NULL DEFAULT 1,
                is_hidden INTEGER NOT NULL DEFAULT 0 CHECK (is_hidden IN (0, 1)),
                code TEXT UNIQUE CHECK (length(code) <= 32),
                category TEXT NOT NULL CHECK (category IN ('service', 'showroom', 'shop', 'feedback', 'other')),
                caption TEXT CHECK (length(caption) <= 200),
                registry_caption TEXT NOT NULL CHECK (length(registry_caption) BETWEEN 1 AND 200),
                client_type TEXT CHECK (client_type IN ('private', 'corporate', 'partner', 'employee')),
                route TEXT NOT NULL CHECK (length(route) BETWEEN 1 AND 32),
                department_id {bigint} REFERENCES departments (id),
                counts_for_novelty INTEGER NOT NULL DEFAULT 1 CHECK (counts_for_novelty IN (0, 1)),
                place {bigint} NOT NULL DEFAULT 0
            ) {strict}
            """,
            """
            INSERT INTO contact_channels (code, name, may_wait, may_be_transferred, place)
            VALUES ('phone', 'Телефонный звонок', 0, 1, 1), ('mobile', 'Сотовый звонок', 0, 1, 2),
                ('visit', 'Визит', 1, 0, 3), ('web', 'Интернет', 0, 0, 4), ('email', 'Электронная почта', 0, 0, 5),
                ('messenger', 'Мессенджер', 0, 0, 6), ('invitation', 'Приглашение', 0, 0, 7),
                ('off_site', 'Выезд', 0, 0, 8)
            """,
            """
            INSERT INTO reasons
                (code, category, caption, registry_caption, client_type, route, counts_for_novelty, place)
            VALUES
                ('private_repair', 'service', 'Интересуется ремонтом частник', 'Услуги частники', 'private',
                    'private_repair', 1, 1),
                ('service_advisor', 'service', 'Просит перевести на МК (частн.)', 'Услуги частники', 'private',
                    'service_advisor', 1, 2),
                ('directions', 'service', 'Выясняет как добраться', 'Маршрут проезда', NULL, 'directions', 1, 3),
                ('corporate', 'service', 'Корпоративный клиент', 'Услуги корпоратив', 'corporate', 'employee', 1, 4),
                ('parts', 'shop', 'Интересуется запасными частями', 'Запасные части', NULL, 'employee', 1, 5),
                ('telesales', 'other', 'Агрессивная реклама', 'Агрессивная реклама', NULL, 'finish', 0, 6),
                ('employee', 'other', 'Наш сотрудник', 'Сотрудник сети', 'employee', 'employee', 0, 7),
                ('partner', 'other', 'Наши партнеры', 'Партнеры', 'partner', 'employee', 0, 8),
                ('applicant', 'other', 'Ищет работу (соискатель)', 'Соискатели', NULL, 'employee', 0, 9),
                ('other', 'other', 'Прочие звонки', 'Прочие', NULL, 'employee', 1, 10),
                ('continuation', 'other', NULL, 'Продолжение звонка', NULL, 'base_contact', 1, 11),
                ('dropped', 'other', NULL, 'Звонок сорвался', NULL, 'finish', 0, 12)
            """,
            """
            CREATE TABLE changes (
                id {identity},
                record_kind TEXT NOT NULL CHECK (length(record_kind) <= 32),
                record_id {bigint} NOT NULL,
                at {bigint} NOT NULL,
                user_id {bigint} REFERENCES users (id),
                kind TEXT NOT NULL CHECK (length(kind) <= 32)
            ) {strict}
            """,
            "CREATE INDEX changes_record ON changes (record_kind, record_id, id)",
            """
            CREATE TABLE change_fields (
                change_id {bigint} NOT NULL REFERENCES changes (id),
                ordinal {bigint} NOT NULL,
                name TEXT NOT NULL CHECK (length(name) <= 64),
                before_value TEXT,
                after_value TEXT,
                PRIMARY KEY (change_id, ordinal)
            ) {clustered}
            """,
        ]
    )
}
