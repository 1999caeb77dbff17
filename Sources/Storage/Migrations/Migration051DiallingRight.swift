extension Migration {
    /// Who may have numbers called from their own phone by a press: everybody who works with clients, until somebody says otherwise.
    /// Numbers abroad and those that cost extra are nobody's (requirement S4.1, decision D30).
    static let diallingRight = Migration(
        51,
        "dialling right",
        [
            """
            INSERT INTO role_permissions (role, permission, scope)
            VALUES ('operator', 'dialling', 'own'), ('advanced_operator', 'dialling', 'own'),
                ('receptionist', 'dialling', 'own'), ('specialist', 'dialling', 'own'),
                ('supervisor', 'dialling', 'own'), ('administrator', 'dialling', 'own')
            """
        ]
    )
}
