extension Migration {
    /// Of which instants the facts of what people do have changed: their parts in calls, their states, what they are to go on with; and
    /// indexes by which a day of these is found.
    static let staffFacts = Migration(
        45,
        "staff facts",
        [
            "CREATE INDEX person_states_since ON person_states (since)",
            // Only for those who ask just so: what is open has an index of its own, which would be passed over for this one.
            "CREATE INDEX contacts_handed ON contacts (handed_at) WHERE handed_at > 0",
            "CREATE INDEX reminders_time ON reminders (due_at)",
        ] + participationMarks + stateMarks + assignmentMarks + reminderMarks + placeMarks
    )

    /// All instants of a stretch that is over: each half day, so that no day is left out where one has 23 hours, and the last
    /// millisecond.
    private static func marks(of kind: String, when condition: String) -> String {
        """
        INSERT INTO fact_marks (kind, at) SELECT '\(kind)', days.at FROM (
            WITH RECURSIVE halves (at) AS (
                SELECT ROW.since WHERE \(condition)
                UNION ALL SELECT at + 43200000 FROM halves WHERE at + 43200000 < ROW.until
            )
            SELECT at FROM halves
            UNION ALL SELECT ROW.until - 1 WHERE \(condition) AND (ROW.until - 1) / 900000 <> ROW.since / 900000
        ) AS days;
        """
    }

    // MARK: - Calls

    private static let participationMarks =
        FactTriggers.marks(
            of: "listed_calls",
            named: "part",
            columns: ["direction", "started_at", "queue", "did_key", "phones"],
            concerning: "ROW.call_id IS NOT NULL",
            partOfListed
        )
        + FactTriggers.marksOfRemoved(from: "listed_calls", named: "part", partOfListed)
        // Of a call that goes on nothing is listed yet.
        + FactTriggers.marks(
            of: "call_legs",
            named: "part",
            columns: [
                "party_kind", "party", "role", "called_at", "rang_at", "answered_at", "left_at", "talk_ms", "hold_ms",
                "result",
            ],
            concerning: "ROW.party_kind = 'phone'",
            partOfLeg
        )
        + FactTriggers.marksOfRemoved(from: "call_legs", named: "part", partOfLeg)
        + FactTriggers.marks(
            of: "seatings",
            named: "part",
            columns: ["phone", "user_id", "since", "until"],
            concerning: "ROW.id IS NOT NULL",
            seat
        )
        + FactTriggers.marksOfRemoved(from: "seatings", named: "part", seat)
        + FactTriggers.marks(
            of: "dids",
            named: "part",
            columns: ["number_key", "source_id", "branch_id", "is_hidden"],
            concerning: "ROW.number_key IS NOT NULL",
            "INSERT INTO fact_marks (kind, at) VALUES ('participation', NULL);"
        )

    private static let partOfListed = "INSERT INTO fact_marks (kind, at) VALUES ('participation', ROW.started_at);"
    private static let partOfLeg = """
        INSERT INTO fact_marks (kind, at)
        SELECT 'participation', started_at FROM listed_calls WHERE call_id = ROW.call_id;
        """
    /// What rang while somebody sat there is theirs.
    private static let seat =
        "INSERT INTO fact_marks (kind, at) VALUES ('participation', ROW.since);"
        + marks(of: "participation", when: "ROW.until IS NOT NULL")

    // MARK: - States

    private static let stateMarks =
        FactTriggers.marks(
            of: "person_states",
            named: "fact",
            columns: ["user_id", "status", "activity", "since", "until"],
            concerning: "ROW.until IS NOT NULL AND ROW.status <> 'offline'",
            stretch
        )
        + FactTriggers.marksOfRemoved(from: "person_states", named: "fact", stretch)
        // They are divided by the clock of the person's branch, where it has one of its own.
        + FactTriggers.marks(
            of: "employees",
            named: "state",
            columns: ["user_id", "branch_id", "is_hidden"],
            concerning: "ROW.user_id IS NOT NULL AND ROW.branch_id IS NOT NULL",
            """
            INSERT INTO fact_marks (kind, at)
            SELECT 'state', CAST(NULL AS {bigint}) FROM branches WHERE id = ROW.branch_id AND time_zone IS NOT NULL;
            """
        )

    private static let stretch = marks(of: "state", when: "ROW.until IS NOT NULL AND ROW.status <> 'offline'")

    // MARK: - What is to be done

    private static let assignmentMarks = FactTriggers.marks(
        of: "contacts",
        named: "work",
        columns: [
            "handed_at", "taken_at", "processed_at", "responsible_id", "has_appointment", "has_arrival", "is_hidden",
            "state", "branch_id", "source_id", "did_key", "channel_id", "reason_id",
        ],
        concerning: "ROW.handed_at IS NOT NULL",
        "INSERT INTO fact_marks (kind, at) VALUES ('assignment', ROW.handed_at);"
    )

    private static let reminderMarks =
        FactTriggers.marks(
            of: "reminders",
            named: "fact",
            columns: ["contact_id", "employee_id", "due_at", "done_at", "told_at"],
            concerning: "(ROW.told_at IS NOT NULL OR ROW.done_at IS NOT NULL)",
            reminded
        )
        + FactTriggers.marksOfRemoved(from: "reminders", named: "fact", reminded)
        + FactTriggers.marks(
            of: "contacts",
            named: "reminder",
            columns: ["is_hidden", "branch_id", "source_id", "did_key"],
            isAdded: false,
            concerning: "ROW.id IS NOT NULL",
            "INSERT INTO fact_marks (kind, at) SELECT 'reminder', due_at FROM reminders WHERE contact_id = ROW.id;"
        )

    private static let reminded = "INSERT INTO fact_marks (kind, at) VALUES ('reminder', ROW.due_at);"

    private static let placeMarks = FactTriggers.marks(
        of: "branches",
        named: "staff",
        columns: ["time_zone"],
        // Nothing has happened at a new one.
        isAdded: false,
        concerning: "ROW.time_zone IS NOT NULL",
        """
        INSERT INTO fact_marks (kind, at)
        VALUES ('participation', NULL), ('state', NULL), ('assignment', NULL), ('reminder', NULL);
        """
    )
}
