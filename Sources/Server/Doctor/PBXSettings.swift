import Asterisk
import Foundation
import Telephony

/// What the product wants of a PBX, by its own configuration.
struct ExpectedPBX: Hashable, Sendable {
    /// The section of manager.conf.
    var username: String
    /// In which calls that are sent on dial the other phone.
    var transferContext = "from-internal"
    /// In which numbers are dialled that were pressed on a page.
    var dialContext = "from-internal"
    /// From which callers are sent to their employee by us, without patterns.
    var redirectContexts: [String] = []
    /// Callers are sent to their employee by us, from whatever context.
    var redirectsCallers = false
    /// The dialplan asks by HTTP who calls and whom to send the caller to.
    var asksByHTTP = false
    /// What the PBX is said to call its folder of recordings; `nil` where nothing is listened to.
    var recordingsFolder: String?
    /// Rows of CDRs are filled in from its Master.csv.
    var readsCDRFile = false
    /// Some phones are told to answer and to hold.
    var tellsPhones = false
    /// In which faxes are sent; `nil` where none are.
    var faxContext: String?
}

/// How a PBX is set up, as it tells whoever has the right `reporting` or `call`.
///
/// `Getvar` gives what a function of the dialplan gives, without a channel too: `AST_CONFIG` a line of a file, `DIALPLAN_EXISTS` whether
/// a place is there, `IFMODULE` whether a module is loaded, `FEATUREMAP` and `FEATURE` a key. A file says what Asterisk reads at the next
/// reload. What is refused, or of which the function is not loaded, stays `nil`.
struct PBXSettings: Hashable, Sendable {
    /// Lines of files, by `file,section,name`. Empty texts are lines that are not there, or say nothing.
    private var lines: [String: String] = [:]
    /// Whether lines of files can be seen at all.
    private(set) var seesFiles = false
    private(set) var contexts: [String: Bool] = [:]
    /// The context of calls that are sent on leads callers back whom we sent there as they arrived.
    private(set) var hasWayBack: Bool?
    private(set) var modules: [String: Bool] = [:]
    /// What attended transfers are pressed with; empty for nothing.
    private(set) var consultationKey: String?
    private(set) var swapKey: String?
    private(set) var returnKey: String?
    /// The dialplan has a token to ask with.
    private(set) var hasToken: Bool?

    init() {}

    /// The lines that are looked at besides those of the user.
    private static let lines = [
        "manager.conf,general,timestampevents", "cdr.conf,general,enable", "cdr.conf,general,unanswered",
        "cdr.conf,general,batch", "cdr.conf,csv,loguniqueid", "cdr.conf,csv,newcdrcolumns", "cdr.conf,csv,usegmtime",
        "cdr_manager.conf,general,enabled", "cdr_manager.conf,mappings,linkedid", "cdr_manager.conf,mappings,sequence",
        "asterisk.conf,directories,astspooldir", "queues.conf,general,persistentmembers",
    ]
    private static let linesOfUser = [
        "read", "write", "permit", "acl", "writetimeout", "eventfilter", Self.variableFilter,
    ]
    static let variableFilter = "eventfilter(action(exclude),name(VarSet),header(Variable),method(regex))"
    private static let modules =
        [
            "app_chanspy.so", "app_mixmonitor.so", "bridge_builtin_features.so", "cdr_manager.so", "func_curl.so",
            "res_fax.so", "res_pjsip_notify.so",
        ] + Self.faxTechnologies
    /// By one of these `res_fax.so` sends.
    static let faxTechnologies = ["res_fax_spandsp.so", "res_fax_digium.so"]
    /// Those of asterisk/extensions-priyom.conf.
    static let askingContexts = ["priyom-callerid", "priyom-route"]

    /// - Throws: `AMIError` when the connection ends; a refusal is an answer.
    init(_ expected: ExpectedPBX, ask: PBXFacts.Ask) async throws {
        // A PBX that lets us in has this line, so nothing means that it cannot be seen.
        seesFiles = try await Self.value("AST_CONFIG(manager.conf,general,enabled)", ask)?.isEmpty == false
        if seesFiles {
            let own = Self.linesOfUser.map { "manager.conf,\(expected.username),\($0)" }
            for line in Self.lines + own { lines[line] = try await Self.value("AST_CONFIG(\(line))", ask) }
        }
        let used = [expected.transferContext, expected.dialContext, expected.faxContext].compactMap { $0 }
        let named = used + expected.redirectContexts + Self.askingContexts
        for context in Set(named) {
            contexts[context] = try await Self.flag("DIALPLAN_EXISTS(\(context))", ask)
        }
        if expected.redirectsCallers, contexts[expected.transferContext] == true {
            let place = "\(expected.transferContext),\(PBXArrivalRouting.wayBack)"
            hasWayBack = try await Self.flag("DIALPLAN_EXISTS(\(place))", ask)
        }
        for module in Self.modules { modules[module] = try await Self.flag("IFMODULE(\(module))", ask) }
        // A function that is always there: it says nothing only where keys cannot be asked for.
        returnKey = try await Self.value("FEATURE(atxferabort)", ask)
        if returnKey?.isEmpty == false {
            swapKey = try await Self.value("FEATURE(atxferswap)", ask)
            consultationKey = try await Self.value("FEATUREMAP(atxfer)", ask)
        }
        if expected.asksByHTTP { hasToken = try await Self.value("PRIYOM_TOKEN", ask).map { !$0.isEmpty } }
    }

    /// - Returns: `nil` where the file cannot be seen; empty where it has no such line.
    func line(_ file: String, _ section: String, _ name: String) -> String? {
        seesFiles ? lines["\(file),\(section),\(name)"] ?? "" : nil
    }

    /// - Returns: `nil` where the file cannot be seen.
    func isOn(_ file: String, _ section: String, _ name: String, else fallback: Bool) -> Bool? {
        line(file, section, name).map { $0.isEmpty ? fallback : $0.isAsteriskTrue }
    }

    /// The rights of a line of the user's: `read`, `write`.
    func rights(_ name: String, of user: String) -> Set<String>? {
        guard let line = line("manager.conf", user, name), !line.isEmpty else { return nil }
        return Set(line.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) })
    }

    private static func flag(_ function: String, _ ask: PBXFacts.Ask) async throws -> Bool? {
        switch try await value(function, ask) {
        case "1": true
        case "0": false
        default: nil
        }
    }

    private static func value(_ variable: String, _ ask: PBXFacts.Ask) async throws -> String? {
        try await PBXFacts.answer(to: AMIAction("Getvar", [("Variable", variable)]), ask)?["Value"]
    }
}

extension String {
    /// As Asterisk takes it in its files.
    var isAsteriskTrue: Bool { ["yes", "true", "y", "t", "1", "on"].contains(lowercased()) }
}
