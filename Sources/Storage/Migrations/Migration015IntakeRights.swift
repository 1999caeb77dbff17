extension Migration {
    /// Who may take and read contacts, look clients up and edit what they are described by (decision D22).
    static let intakeRights = Migration(
        15,
        "intake rights",
        [
            """
            INSERT INTO role_permissions (role, permission, scope)
            SELECT name, 'intake', 'own' FROM roles
            WHERE name IN ('operator', 'advanced_operator', 'receptionist', 'supervisor', 'administrator')
            """,
            """
            INSERT INTO role_permissions (role, permission, scope)
            VALUES ('operator', 'contacts', 'own'), ('receptionist', 'contacts', 'own'), ('specialist', 'contacts', 'own'),
                ('advanced_operator', 'contacts', 'department'), ('supervisor', 'contacts', 'all'),
                ('administrator', 'contacts', 'all')
            """,
            "INSERT INTO role_permissions (role, permission, scope) SELECT name, 'clients', 'all' FROM roles",
            """
            INSERT INTO role_permissions (role, permission, scope)
            VALUES ('supervisor', 'directories', 'all'), ('administrator', 'directories', 'all'),
                ('supervisor', 'scripts', 'all'), ('administrator', 'scripts', 'all')
            """,
        ]
    )
}
