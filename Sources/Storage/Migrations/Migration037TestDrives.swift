extension Migration {
    /// Cars that may be tried, the documents that promise them, and what a reason lets the client be offered (requirement S1.13).
    static let testDrives = Migration(
        37,
        "test drives",
        [
            """
            CREATE TABLE test_vehicles (
                id {identity},
                version {bigint} NOT NULL DEFAULT 1,
                is_hidden INTEGER NOT NULL DEFAULT 0 CHECK (is_hidden IN (0, 1)),
                name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
                plate_number TEXT CHECK (length(plate_number) <= 32),
                make_id {bigint} REFERENCES vehicle_makes (id),
                model_id {bigint} REFERENCES vehicle_models (id),
                branch_id {bigint} REFERENCES branches (id),
                drive_minutes {bigint} NOT NULL DEFAULT 60 CHECK (drive_minutes BETWEEN 5 AND 1440),
                place {bigint} NOT NULL DEFAULT 0
            ) {strict}
            """,
            "ALTER TABLE documents ADD COLUMN test_vehicle_id {bigint} REFERENCES test_vehicles (id)",
            """
            CREATE INDEX documents_test_vehicle ON documents (test_vehicle_id, starts_at)
            WHERE test_vehicle_id IS NOT NULL
            """,
            """
            CREATE INDEX documents_responsible ON documents (responsible_id, starts_at)
            WHERE responsible_id IS NOT NULL AND starts_at IS NOT NULL
            """,
            "ALTER TABLE reasons ADD COLUMN offers TEXT CHECK (offers IN ('appointment', 'test_drive'))",
            // Cards show it; the shipped process of calls sends such a call on.
            "UPDATE reasons SET offers = 'appointment' WHERE code IN ('private_repair', 'service_advisor', 'corporate')",
            // Who sells cars may have named it otherwise already.
            """
            INSERT INTO reasons
                (code, category, caption, registry_caption, client_type, route, counts_for_novelty, place, offers)
            SELECT 'new_car', 'showroom', 'Покупка нового автомобиля', 'Продажа автомобилей', NULL, 'employee', 1, 13,
                'test_drive'
            WHERE NOT EXISTS (SELECT 1 FROM reasons WHERE category = 'showroom')
            """,
        ]
    )
}
