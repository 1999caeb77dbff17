import ContactCenter
import Integrations

/// The PBX's own CDRs in a database.
extension Settings {
    static let pbxCDRDatabase = Setting(
        "pbx.cdr-database",
        CDRDatabase.Location?.none,
        shown: "none",
        isSecret: true,
        "The same from a database of the PBX, instead of `pbx.cdr-csv`: the path of an SQLite file, `/var/log/asterisk/master.db`; "
            + "`postgresql://user@host/database`; `odbc:DSN=asteriskcdrdb;UID=priyom`, for MySQL and MariaDB (FreePBX). "
            + "See [asterisk.md](asterisk.md#cdrs-in-a-database)",
        read: cdrDatabase
    )
    static let pbxCDRPassword = Setting(
        "pbx.cdr-password",
        Secret?.none,
        shown: "none",
        isSecret: true,
        "The password of that database's user",
        read: { Secret($0) }
    )
    static let pbxCDRPasswordFile = Setting(
        "pbx.cdr-password-file",
        String?.none,
        shown: "none",
        "A file that holds the password, instead of `pbx.cdr-password`; a line end behind it does not count",
        read: { $0 }
    )
    static let pbxCDRTable = Setting(
        "pbx.cdr-table",
        "cdr",
        "The table of CDRs in that database: `cdr`, `public.cdr`",
        read: cdrTable
    )
    static let pbxCDRColumns = Setting(
        list: "pbx.cdr-columns",
        [:],
        shown: "none",
        "Its columns that are not called as Asterisk's fields, `field=column`: `src=source`, `dst=dest`",
        read: cdrColumns
    )
    static let pbxCDRSince = Setting(
        "pbx.cdr-since",
        Day?.none,
        shown: "none",
        "The first day of that table that is copied, `2026-01-01`. Without it all of it is copied when it is read for the first time",
        read: day
    )
}
