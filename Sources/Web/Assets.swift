import Foundation
import Hummingbird

/// Styles, scripts and pictures, built into the program. Their address carries a digest of all of them, so browsers keep
/// them for ever and still get new ones with a new version.
enum Assets {
    struct Asset: Sendable {
        var type: String
        var body: ByteBuffer

        init(_ type: String, _ files: [UInt8]...) {
            self.type = type
            body = ByteBuffer(bytes: files.joined())
        }
    }

    static let all = builtIn.merging(chartScript.map { ["chart.js": $0] } ?? [:]) { $1 }

    /// Chart.js as Debian installs it (libjs-chart.js); reports show tables where it is not there.
    private static var chartScript: Asset? {
        let path = "/usr/share/javascript/chart.js/chart.min.js"
        guard let script = FileManager.default.contents(atPath: path) else { return nil }
        return Asset("text/javascript; charset=utf-8", Array(script))
    }

    private static let builtIn: [String: Asset] = [
        "priyom.css": Asset(
            "text/css; charset=utf-8",
            PackageResources.tokens_css,
            PackageResources.base_css,
            PackageResources.shell_css,
            PackageResources.parts_css,
            PackageResources.keys_css,
            PackageResources.lists_css,
            PackageResources.missed_css,
            PackageResources.records_css,
            PackageResources.photos_css,
            PackageResources.clients_css,
            PackageResources.registry_css,
            PackageResources.topics_css,
            PackageResources.reconciliation_css,
            PackageResources.reports_css,
            PackageResources.card_css,
            PackageResources.panels_css,
            PackageResources.workspace_css,
            PackageResources.intake_css,
            PackageResources.booking_css,
            PackageResources.scripts_css,
            PackageResources.questionnaires_css,
            PackageResources.webhooks_css,
            PackageResources.worklist_css,
            PackageResources.deals_css,
            PackageResources.services_css,
            PackageResources.tasks_css,
            PackageResources.presence_css,
            PackageResources.people_css,
            PackageResources.reception_css,
            PackageResources.online_css,
            PackageResources.listening_css,
            PackageResources.dialling_css,
            PackageResources.faxes_css,
            PackageResources.letters_css,
            PackageResources.mails_css,
            PackageResources.papers_css,
            PackageResources.imports_css,
            PackageResources.board_css,
            PackageResources.login_css,
            PackageResources.recordings_css,
            PackageResources.states_css,
            PackageResources.print_css
        ),
        "page.js": script(PackageResources.page_js),
        "login.js": script(PackageResources.login_js),
        "session.js": script(PackageResources.session_js),
        "hub.js": script(PackageResources.hub_js),
        "hub-worker.js": script(PackageResources.hub_worker_js),
        "links.js": script(PackageResources.links_js),
        "people.js": script(PackageResources.people_js),
        "colleagues.js": script(PackageResources.colleagues_js),
        "forms.js": script(PackageResources.forms_js),
        "panels.js": script(PackageResources.panels_js),
        "listening.js": script(PackageResources.listening_js),
        "dialling.js": script(PackageResources.dialling_js),
        "copying.js": script(PackageResources.copying_js),
        "faxes.js": script(PackageResources.faxes_js),
        "imports.js": script(PackageResources.imports_js),
        "consultation.js": script(PackageResources.consultation_js),
        "handset.js": script(PackageResources.handset_js),
        "presence.js": script(PackageResources.presence_js),
        "keys.js": script(PackageResources.keys_js),
        "clock.js": script(PackageResources.clock_js),
        "stream.js": script(PackageResources.stream_js),
        "patch.js": script(PackageResources.patch_js),
        "player.js": script(PackageResources.player_js),
        "acting.js": script(PackageResources.acting_js),
        "worklist.js": script(PackageResources.worklist_js),
        "tasks.js": script(PackageResources.tasks_js),
        "workspace.js": script(PackageResources.workspace_js),
        "notes.js": script(PackageResources.notes_js),
        "intake.js": script(PackageResources.intake_js),
        "questionnaires.js": script(PackageResources.questionnaires_js),
        "drive.js": script(PackageResources.drive_js),
        "scripts.js": script(PackageResources.scripts_js),
        "dialogs.js": script(PackageResources.dialogs_js),
        "notices.js": script(PackageResources.notices_js),
        "ring.js": script(PackageResources.ring_js),
        "list.js": script(PackageResources.list_js),
        "theme.js": script(PackageResources.theme_js),
        "find.js": script(PackageResources.find_js),
        "missed.js": script(PackageResources.missed_js),
        "fields.js": script(PackageResources.fields_js),
        "photo.js": script(PackageResources.photo_js),
        "leads.js": script(PackageResources.leads_js),
        "registry.js": script(PackageResources.registry_js),
        "keeping.js": script(PackageResources.keeping_js),
        "topics.js": script(PackageResources.topics_js),
        "wall.js": script(PackageResources.wall_js),
        "picture.js": script(PackageResources.picture_js),
        "today.js": script(PackageResources.today_js),
        "reports.js": script(PackageResources.reports_js),
        "sheets.js": script(PackageResources.sheets_js),
        "mark.svg": Asset("image/svg+xml", PackageResources.mark_svg),
    ]

    /// FNV-1a over the files in the order of their names. It tells versions apart; it protects nothing.
    static let version: String = {
        var digest: UInt64 = 0xcbf2_9ce4_8422_2325
        for (_, asset) in all.sorted(by: { $0.key < $1.key }) {
            for byte in asset.body.readableBytesView { digest = (digest ^ UInt64(byte)) &* 0x100_0000_01b3 }
        }
        return String(digest, radix: 36)
    }()

    static func address(of name: String) -> HTML { "/assets/\(version)/\(name)" }

    private static func script(_ file: [UInt8]) -> Asset { Asset("text/javascript; charset=utf-8", file) }
}
