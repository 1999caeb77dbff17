import CXLSXWriter
import ContactCenter
import Foundation

/// A sheet as XLSX, by libxlsxwriter: each row is written to the disk before the next one begins, so that memory does not grow with the
/// rows.
///
/// Above the table stand the title and the remarks; the heads stay where they are when one scrolls and are repeated on each printed page,
/// which is A4, landscape, as wide as the table. Rows that are grouped fold. What is too much for one sheet goes on on another one.
///
/// It is handed from thread to thread, but has only one user at a time: whoever writes waits for each portion.
final class SheetBook: SheetDocument, @unchecked Sendable {
    /// Excel reads no more on one sheet.
    static let mostRows = 1_048_576
    /// Excel shows no more in one cell, counted as it counts: in UTF-16.
    static let mostInCell = 32_767

    private let sheet: Sheet
    private let clock: SheetClock
    private let rowsOnSheet: Int
    private let isGrouped: Bool
    /// `nil` when it is closed.
    private var book: UnsafeMutablePointer<lxw_workbook>?
    private var pages: [UnsafeMutablePointer<lxw_worksheet>] = []
    /// Where the next row goes.
    private var row: lxw_row_t = 0
    /// That of the heads.
    private var headRow: lxw_row_t = 0
    private var formats: [Look: UnsafeMutablePointer<lxw_format>] = [:]

    /// How a cell looks.
    private struct Look: Hashable {
        var numbers: String?
        var isBold = false
        var isHead = false
        var indent: UInt8 = 0
        /// For what stands above the table.
        var size = 0.0
    }

    /// - Parameter folder: where libxlsxwriter may keep rows until it packs them.
    init(_ sheet: Sheet, at path: String, with folder: String, rowsOnSheet: Int = mostRows) throws {
        self.sheet = sheet
        self.rowsOnSheet = rowsOnSheet
        clock = SheetClock(sheet.timeZone)
        isGrouped = sheet.columns.contains { $0.band != nil }
        book = folder.withCString { folder in
            var options = lxw_workbook_options(
                constant_memory: 1,
                // It is copied.
                tmpdir: UnsafeMutablePointer(mutating: folder),
                use_zip64: 0
            )
            return workbook_new_opt(path, &options)
        }
        guard book != nil else { throw SheetFailure("libxlsxwriter makes no workbook.") }
        try beginPage()
    }

    deinit {
        guard let book else { return }
        // Broken off. The library closes these only when it packs them.
        for page in pages { if let rows = page.pointee.optimize_tmpfile { fclose(rows) } }
        lxw_workbook_free(book)
    }

    private var page: UnsafeMutablePointer<lxw_worksheet>? { pages.last }

    func add(_ rows: [Sheet.Row]) throws {
        for next in rows {
            if Int(row) >= rowsOnSheet {
                endPage()
                try beginPage()
            }
            write(next)
        }
    }

    func finish() throws {
        guard let book else { return }
        endPage()
        self.book = nil
        // Frees it, whatever comes of it.
        let error = workbook_close(book)
        guard error == LXW_NO_ERROR else { throw SheetFailure(String(cString: lxw_strerror(error))) }
    }

    // MARK: - A page

    private func beginPage() throws {
        guard let page = workbook_add_worksheet(book, pageName) else {
            throw SheetFailure("libxlsxwriter makes no worksheet.")
        }
        pages.append(page)
        worksheet_outline_settings(page, 1, 0, 0, 0)
        worksheet_set_landscape(page)
        worksheet_set_paper(page, 9)
        worksheet_fit_to_pages(page, 1, 0)
        worksheet_set_footer(page, "&L&A&R&P / &N")
        for (place, column) in sheet.columns.enumerated() {
            let place = lxw_col_t(place)
            worksheet_set_column(page, place, place, width(of: column, isFirst: place == 0), nil)
        }
        row = 0
        text(sheet.title, at: 0, look: Look(isBold: true, size: 14))
        for remark in sheet.remarks {
            row += 1
            text(remark, at: 0, look: nil)
        }
        row += 2
        let firstHead = row
        if isGrouped {
            writeBands()
            row += 1
        }
        headRow = row
        for (place, column) in sheet.columns.enumerated() {
            text(column.title, at: place, look: Look(isBold: true, isHead: true))
        }
        row += 1
        worksheet_freeze_panes(page, row, 1)
        worksheet_repeat_rows(page, firstHead, headRow)
    }

    private func endPage() {
        guard !isGrouped, row > headRow + 1, !sheet.columns.isEmpty else { return }
        worksheet_autofilter(page, headRow, 0, row - 1, lxw_col_t(sheet.columns.count - 1))
    }

    /// What Excel allows of the title: no more than 31 characters, none of `[]:*?/\`, no apostrophe at either end.
    private var pageName: String {
        let number = pages.isEmpty ? "" : " (\(pages.count + 1))"
        let plain = sheet.title.withoutControls.filter { !"[]:*?/\\'\n\t".contains($0) }
        var name = ""
        for character in plain where (name + String(character) + number).utf16.count <= 31 { name.append(character) }
        return (name.isEmpty ? "1" : name) + number
    }

    private func writeBands() {
        for (band, columns) in sheet.bands {
            let look = Look(isBold: true, isHead: true)
            guard let band else {
                for place in columns { text("", at: place, look: look) }
                continue
            }
            guard columns.count > 1 else {
                text(band.title, at: columns.lowerBound, look: look)
                continue
            }
            worksheet_merge_range(
                page,
                row,
                lxw_col_t(columns.lowerBound),
                row,
                lxw_col_t(columns.upperBound - 1),
                Self.cellText(band.title),
                format(look)
            )
        }
    }

    private func width(of column: Sheet.Column, isFirst: Bool) -> Double {
        switch column.kind {
        case .text: isFirst && isGrouped ? 40 : 22
        case .mark: max(7, min(Double(column.title.count) + 2, 14))
        case .number, .share, .money: max(11, min(Double(column.title.count) + 2, 20))
        case .instant, .phone: 20
        case .day, .duration: 12
        }
    }

    // MARK: - A row

    private func write(_ next: Sheet.Row) {
        if next.level > 0 {
            // As many levels as Excel has.
            var options = lxw_row_col_options(hidden: 0, level: UInt8(min(next.level, 7)), collapsed: 0)
            worksheet_set_row_opt(page, row, 15, nil, &options)
        }
        for (place, cell) in next.cells.enumerated() where place < sheet.columns.count {
            write(cell, at: place, of: next)
        }
        row += 1
    }

    private func write(_ cell: Sheet.Cell, at place: Int, of row: Sheet.Row) {
        let isBold = row.kind != .plain
        let indent = place == 0 && isGrouped ? UInt8(min(row.level, 15)) : 0
        switch cell {
        case .nothing: return
        case .text(let text), .phone(let text):
            self.text(text, at: place, look: isBold || indent > 0 ? Look(isBold: isBold, indent: indent) : nil)
        case .number(let number):
            // What there is none of stands empty inside of a table, as on the paper that managers know; the number is there.
            let pattern = row.kind == .total || !isGrouped ? "#,##0" : "#,##0;-#,##0;"
            self.number(Double(number), at: place, look: Look(numbers: pattern, isBold: isBold))
        case .share(let part, let whole):
            guard whole != 0 else { return }
            number(Double(part) / Double(whole), at: place, look: Look(numbers: "0.00%", isBold: isBold))
        case .money(let hundredths):
            self.number(Double(hundredths) / 100, at: place, look: Look(numbers: "#,##0.00", isBold: isBold))
        case .instant(let instant):
            guard let serial = clock.serial(instant) else { return text(clock.text(instant), at: place, look: nil) }
            number(serial, at: place, look: Look(numbers: "dd.mm.yyyy hh:mm:ss", isBold: isBold))
        case .day(let day):
            guard let serial = SheetClock.serial(day) else { return text(SheetClock.text(day), at: place, look: nil) }
            number(serial, at: place, look: Look(numbers: "dd.mm.yyyy", isBold: isBold))
        case .duration(let duration):
            number(SheetClock.serial(duration), at: place, look: Look(numbers: "[h]:mm:ss", isBold: isBold))
        }
    }

    private func number(_ number: Double, at place: Int, look: Look) {
        worksheet_write_number(page, row, lxw_col_t(place), number, format(look))
    }

    /// Always text: never a formula, never a link.
    private func text(_ text: String, at place: Int, look: Look?) {
        worksheet_write_string(page, row, lxw_col_t(place), Self.cellText(text), look.flatMap(format))
    }

    /// What a cell can hold of a text.
    static func cellText(_ text: String) -> String {
        let text = text.withoutControls
        guard text.utf8.count > mostInCell, text.utf16.count > mostInCell else { return text }
        var (count, scalars) = (0, String.UnicodeScalarView())
        for scalar in text.unicodeScalars {
            count += UTF16.width(scalar)
            if count > mostInCell { break }
            scalars.append(scalar)
        }
        return String(scalars)
    }

    private func format(_ look: Look) -> UnsafeMutablePointer<lxw_format>? {
        if let known = formats[look] { return known }
        guard let format = workbook_add_format(book) else { return nil }
        if let numbers = look.numbers { format_set_num_format(format, numbers) }
        if look.isBold { format_set_bold(format) }
        if look.size > 0 { format_set_font_size(format, look.size) }
        if look.indent > 0 { format_set_indent(format, look.indent) }
        if look.isHead {
            format_set_text_wrap(format)
            format_set_align(format, UInt8(LXW_ALIGN_VERTICAL_CENTER.rawValue))
            format_set_bottom(format, UInt8(LXW_BORDER_THIN.rawValue))
        }
        formats[look] = format
        return format
    }
}
