import ContactCenter
import Foundation
import Hummingbird

/// A document as it goes out on paper: a sheet of A4 in black and white, which names nothing outside of itself (requirement S4.11).
struct PrintedDocument {
    var document: Document
    var company: String
    var client: String?
    var vehicle: String?
    var viewer: Viewer

    private var language: Language { viewer.language }

    /// What the file is called.
    var title: String { "\(language[document.kind.phrase].words) \(document.number)" }

    var html: HTML {
        """
        <!doctype html>
        <html lang="\(language.code.rawValue)"><head><meta charset="utf-8"><title>\(title)</title><style>\(Self.style)</style></head>\
        <body><p class="company">\(company)</p><h1>\(title)</h1><p>\(day)</p><table>\(rows)</table>\(works)\(amount)</body></html>
        """
    }

    private var day: HTML {
        HTML(text: dateText(BusinessCalendar(viewer.timeZone).day(of: document.at)))
    }

    private var rows: [HTML] {
        let rows: [(Phrase, String?)] = [(.clientName, client), (.documentVehicle, vehicle)]
        return rows.compactMap { name, value in
            value.map { "<tr><th>\(language[name])</th><td>\($0)</td></tr>" }
        }
    }

    private var works: HTML {
        document.works.map { "<h2>\(language[.documentWorks])</h2><p class=\"works\">\($0)</p>" } ?? .nothing
    }

    private var amount: HTML {
        guard let amount = document.amount else { return .nothing }
        let text = FieldContent.money.typed(.integer(amount), in: viewer.timeZone)
        return "<p class=\"amount\">\(language[.documentAmount]): \(text)</p>"
    }

    private static let style: HTML = """
        @page { size: A4; margin: 20mm 18mm } \
        body { margin: 0; font: 12pt/1.4 "DejaVu Sans", "Liberation Sans", sans-serif; color: #000 } \
        h1 { font-size: 18pt; margin: 8mm 0 2mm } h2 { font-size: 13pt; margin: 8mm 0 2mm } .company { font-weight: bold } \
        table { width: 100%; margin-top: 6mm; border-collapse: collapse } \
        th, td { padding: 2mm; border: 0.3mm solid #000; text-align: left; vertical-align: top } th { width: 35% } \
        .works { white-space: pre-line } .amount { margin-top: 8mm; font-size: 14pt; font-weight: bold }
        """
}

extension Site {
    /// The printed form as a file, to be looked at.
    @Sendable func printDocument(_ request: Request, _ context: Context) async throws -> Response {
        let viewer = viewer(of: request, context)
        guard let printing, let kept = try await records.record(try recordID(context) as DocumentID) else {
            throw HTTPError(.notFound)
        }
        let pdf: [UInt8]
        do {
            pdf = try await printing.pdf(of: try await printed(kept.record, for: viewer).html.markup)
        } catch let problem as FaxProblem {
            return .refusal(problem.words(in: viewer.language))
        }
        return Response(
            status: .ok,
            headers: [
                .contentType: "application/pdf", .cacheControl: "no-store",
                .contentDisposition: "inline; filename=\"document.pdf\"",
            ],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: pdf))
        )
    }

    func printed(_ document: Document, for viewer: Viewer) async throws -> PrintedDocument {
        let vehicle = document.vehicle.map { RecordReference(.record(.vehicles), $0.rawValue) }
        let client = document.client.map { RecordReference(.record(.clients), $0.rawValue) }
        let names = try await records.names(of: Set([vehicle, client].compactMap(\.self)))
        return PrintedDocument(
            document: document,
            company: configuration.company,
            client: client.flatMap { names[$0] },
            vehicle: vehicle.flatMap { names[$0] },
            viewer: viewer
        )
    }
}
