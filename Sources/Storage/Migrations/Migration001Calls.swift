extension Migration {
    /// Calls with their legs and all that happened to them.
    static let calls = Migration(
        1,
        "calls",
        [
            """
            CREATE TABLE calls (
                id {identity},
                pbx TEXT NOT NULL CHECK (length(pbx) <= 64),
                linkedid TEXT NOT NULL CHECK (length(linkedid) <= 150),
                start_second {bigint} NOT NULL,
                merged_into {bigint} REFERENCES calls (id),
                direction TEXT NOT NULL CHECK (direction IN ('inbound', 'outbound', 'internal')),
                caller_number TEXT,
                caller_name TEXT,
                caller_phone TEXT,
                dialled TEXT,
                queue TEXT,
                started_at {bigint} NOT NULL,
                queued_at {bigint},
                rang_at {bigint},
                answered_at {bigint},
                ended_at {bigint},
                answered_before {bigint},
                is_end_known INTEGER NOT NULL DEFAULT 1 CHECK (is_end_known IN (0, 1)),
                ivr_started_at {bigint},
                ivr_ended_at {bigint},
                answered_by_kind TEXT CHECK (answered_by_kind IN ('phone', 'outside')),
                answered_by TEXT,
                transferred_by_kind TEXT CHECK (transferred_by_kind IN ('phone', 'outside')),
                transferred_by TEXT,
                last_person_kind TEXT CHECK (last_person_kind IN ('phone', 'outside')),
                last_person TEXT,
                result TEXT CHECK (result IN ('answered', 'missed', 'unanswered', 'busy', 'failed')),
                cause TEXT,
                hung_up_by_kind TEXT CHECK (hung_up_by_kind IN ('phone', 'outside')),
                hung_up_by TEXT,
                is_hung_up_by_caller INTEGER NOT NULL DEFAULT 0 CHECK (is_hung_up_by_caller IN (0, 1)),
                is_click_to_call INTEGER NOT NULL DEFAULT 0 CHECK (is_click_to_call IN (0, 1)),
                originate_action_id TEXT,
                has_cdr INTEGER NOT NULL DEFAULT 0 CHECK (has_cdr IN (0, 1)),
                wait_ms {bigint},
                ivr_ms {bigint},
                connected_ms {bigint},
                talk_ms {bigint},
                UNIQUE (pbx, linkedid, start_second),
                CHECK ((answered_by_kind IS NULL) = (answered_by IS NULL)),
                CHECK ((transferred_by_kind IS NULL) = (transferred_by IS NULL)),
                CHECK ((last_person_kind IS NULL) = (last_person IS NULL)),
                CHECK ((hung_up_by_kind IS NULL) = (hung_up_by IS NULL))
            ) {strict}
            """,
            """
            CREATE INDEX calls_open ON calls (pbx, started_at, id)
            WHERE ended_at IS NULL AND merged_into IS NULL
            """,
            """
            CREATE INDEX calls_ended ON calls (ended_at, id)
            WHERE ended_at IS NOT NULL AND merged_into IS NULL
            """,
            // A stranger may send a number longer than an index entry can be.
            """
            CREATE INDEX calls_caller ON calls (substr(caller_number, 1, 40), started_at, id)
            WHERE ended_at IS NOT NULL AND merged_into IS NULL
            """,
            """
            CREATE INDEX calls_dialled ON calls (substr(dialled, 1, 40), started_at, id)
            WHERE ended_at IS NOT NULL AND merged_into IS NULL
            """,
            """
            CREATE INDEX calls_merged ON calls (merged_into)
            WHERE merged_into IS NOT NULL
            """,
            """
            CREATE TABLE call_legs (
                call_id {bigint} NOT NULL REFERENCES calls (id),
                ordinal INTEGER NOT NULL,
                party_kind TEXT NOT NULL CHECK (party_kind IN ('phone', 'outside')),
                party TEXT NOT NULL,
                role TEXT CHECK (role IN ('caller')),
                queue TEXT,
                state TEXT NOT NULL CHECK (
                    state IN ('calling', 'ringing', 'answered', 'talking', 'holding', 'consulting', 'released')
                ),
                state_since {bigint} NOT NULL,
                called_at {bigint} NOT NULL,
                rang_at {bigint},
                answered_at {bigint},
                left_at {bigint},
                talk_ms {bigint} NOT NULL,
                hold_ms {bigint} NOT NULL,
                consult_ms {bigint} NOT NULL,
                result TEXT,
                is_exact INTEGER NOT NULL CHECK (is_exact IN (0, 1)),
                PRIMARY KEY (call_id, ordinal)
            ) {clustered}
            """,
            """
            CREATE TABLE call_transfers (
                call_id {bigint} NOT NULL REFERENCES calls (id),
                ordinal INTEGER NOT NULL,
                kind TEXT NOT NULL CHECK (kind IN ('blind', 'attended', 'ami_redirect')),
                from_kind TEXT CHECK (from_kind IN ('phone', 'outside')),
                from_party TEXT,
                to_kind TEXT NOT NULL CHECK (to_kind IN ('phone', 'outside')),
                to_party TEXT NOT NULL,
                asked_at {bigint} NOT NULL,
                completed_at {bigint},
                is_returned INTEGER NOT NULL CHECK (is_returned IN (0, 1)),
                PRIMARY KEY (call_id, ordinal),
                CHECK ((from_kind IS NULL) = (from_party IS NULL))
            ) {clustered}
            """,
            """
            CREATE TABLE call_steerings (
                call_id {bigint} NOT NULL REFERENCES calls (id),
                ordinal INTEGER NOT NULL,
                from_service TEXT NOT NULL,
                to_kind TEXT NOT NULL CHECK (to_kind IN ('phone', 'outside')),
                to_party TEXT NOT NULL,
                steered_at {bigint} NOT NULL,
                PRIMARY KEY (call_id, ordinal)
            ) {clustered}
            """,
            """
            CREATE TABLE call_recordings (
                call_id {bigint} NOT NULL REFERENCES calls (id),
                ordinal INTEGER NOT NULL,
                path TEXT NOT NULL,
                started_at {bigint} NOT NULL,
                length_ms {bigint} NOT NULL,
                PRIMARY KEY (call_id, ordinal)
            ) {clustered}
            """,
            """
            CREATE TABLE call_linkedids (
                call_id {bigint} NOT NULL REFERENCES calls (id),
                ordinal INTEGER NOT NULL,
                linkedid TEXT NOT NULL CHECK (length(linkedid) <= 150),
                PRIMARY KEY (call_id, ordinal)
            ) {clustered}
            """,
            "CREATE INDEX call_linkedids_linkedid ON call_linkedids (linkedid)",
        ]
    )
}
