extension Migration {
    /// Photos of employees: a JPEG picture in Base64, with a tag by which browsers keep it.
    static let employeePhotos = Migration(
        26,
        "employee photos",
        [
            """
            CREATE TABLE employee_photos (
                employee_id {bigint} NOT NULL PRIMARY KEY REFERENCES employees (id),
                tag TEXT NOT NULL CHECK (length(tag) <= 16),
                content TEXT NOT NULL CHECK (length(content) <= 140000)
            ) {strict}
            """
        ]
    )
}
