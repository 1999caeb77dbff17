extension Migration {
    /// What the roles may do with missed calls, recordings and the states of colleagues.
    static let deskRights = Migration(
        6,
        "desk rights",
        [
            """
            INSERT INTO role_permissions (role, permission, scope)
            VALUES ('operator', 'missed', 'all'), ('operator', 'recordings', 'own'),
                ('advanced_operator', 'missed', 'all'), ('advanced_operator', 'distribute', 'all'),
                ('advanced_operator', 'recordings', 'department'),
                ('receptionist', 'missed', 'all'), ('receptionist', 'recordings', 'own'),
                ('specialist', 'missed', 'own'), ('specialist', 'recordings', 'own'),
                ('supervisor', 'missed', 'all'), ('supervisor', 'distribute', 'all'),
                ('supervisor', 'recordings', 'all'),
                ('administrator', 'missed', 'all'), ('administrator', 'distribute', 'all'),
                ('administrator', 'recordings', 'all'),
                ('operator', 'colleagues', 'all'), ('advanced_operator', 'colleagues', 'all'),
                ('receptionist', 'colleagues', 'all'), ('specialist', 'colleagues', 'all'),
                ('supervisor', 'colleagues', 'all'), ('administrator', 'colleagues', 'all')
            """
        ]
    )
}
