extension Migration {
    /// Who may listen in on live calls, whisper and join: supervisors and administrators, until somebody says otherwise
    /// (requirements S4.16–S4.18).
    static let listeningRight = Migration(
        50,
        "listening right",
        [
            """
            INSERT INTO role_permissions (role, permission, scope)
            VALUES ('supervisor', 'listening', 'all'), ('administrator', 'listening', 'all')
            """
        ]
    )
}
