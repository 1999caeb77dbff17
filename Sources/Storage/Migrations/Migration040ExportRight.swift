extension Migration {
    /// Who may take lists and reports away as files: administrators, until somebody says otherwise (requirement S2.18, decision D22).
    static let exportRight = Migration(
        40,
        "export right",
        ["INSERT INTO role_permissions (role, permission, scope) VALUES ('administrator', 'export', 'all')"]
    )
}
