extension Migration {
    /// All of them, oldest first. A new one goes to the end; one that was released is never edited.
    package static let all: [Migration] = [
        .calls,
        .cdrs,
        .announcements,
        .access,
        .numbers,
        .deskRights,
        .listedCalls,
        .missed,
        .stretches,
        .colleagues,
        .cardNotes,
        .directories,
        .clients,
        .contacts,
        .intakeRights,
        .reconciliation,
        .vehicleMakes,
        .scripts,
        .registryIndex,
        .api,
        .webhooks,
        .reminders,
        .reasons,
        .vehicleModels,
    ]
}
