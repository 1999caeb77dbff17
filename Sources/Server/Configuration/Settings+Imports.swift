import Integrations

/// Where clients come from by themselves (requirement S3.6).
extension Settings {
    static let importsFolder = Setting(
        "imports.folder",
        String?.none,
        shown: "none",
        "A folder into which another program puts tables of clients (CSV, XLSX); it must be writable by the product, which moves what "
            + "it has read to `done` or `failed` in it. Needs `imports.folder-mapping`",
        read: { try folder($0) }
    )
    static let importsFolderMapping = Setting(
        "imports.folder-mapping",
        String?.none,
        shown: "none",
        "The name of the saved mapping by which they are read; it is saved on the page of imports",
        read: { $0 }
    )
    static let importsODBC = Setting(
        "imports.odbc",
        Secret?.none,
        shown: "none",
        isSecret: true,
        "A database that is asked for clients, as unixODBC understands it: `DSN=erp;UID=priyom;PWD=…`. Needs `imports.odbc-query` and "
            + "`imports.odbc-mapping`",
        read: odbcConnection
    )
    static let importsODBCQuery = Setting(
        "imports.odbc-query",
        String?.none,
        shown: "none",
        "What it is asked: `SELECT name, phone, rest FROM clients`; columns are called as the query calls them",
        read: { $0 }
    )
    static let importsODBCMapping = Setting(
        "imports.odbc-mapping",
        String?.none,
        shown: "none",
        "The name of the saved mapping by which the answer is read",
        read: { $0 }
    )
    static let importsODBCMinutes = Setting(
        "imports.odbc-minutes",
        60,
        "How often it is asked",
        read: { try wholeNumber($0, in: 1...10_080, "minutes") }
    )
}
