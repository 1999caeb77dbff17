import ContactCenter
import Foundation
import Telephony

extension PBXSettings {
    private static let subject = "PBX"

    func findings(_ expected: ExpectedPBX) -> [Finding] {
        guard seesFiles || !contexts.isEmpty || returnKey != nil else {
            return [
                Finding(
                    .note,
                    Self.subject,
                    "how it is set up cannot be seen without the right `reporting` or `call`, or without func_config.so",
                    remedy: "compare its files with those of the folder asterisk/"
                )
            ]
        }
        return user(expected) + keys + dialplan(expected) + faxes(expected) + loaded(expected) + queues
            + recordings(expected)
    }

    // MARK: The user of manager.conf

    private func user(_ expected: ExpectedPBX) -> [Finding] {
        let name = expected.username
        guard let permit = line("manager.conf", name, "permit"), let acl = line("manager.conf", name, "acl"),
            line("manager.conf", name, "read")?.isEmpty == false
        else { return [] }
        let isOpen = permit.isEmpty && acl.isEmpty
        return [isOpen ? openUser : nil, tooMuch(expected), timeout(name), filter(name)].compactMap { $0 }
    }

    private var openUser: Finding {
        Finding(
            .warning,
            Self.subject,
            "the user may log in from every address",
            remedy: "deny = 0.0.0.0/0.0.0.0 and permit with this machine's address, as in asterisk/manager-priyom.conf"
        )
    }

    private func tooMuch(_ expected: ExpectedPBX) -> Finding? {
        let rights = rights("write", of: expected.username) ?? []
        let unused = rights.intersection(["all", "command", "config", "system"])
            .subtracting(expected.tellsPhones ? ["system"] : []).sorted()
        guard !unused.isEmpty else { return nil }
        return Finding(
            .note,
            Self.subject,
            "the user may do more than is used: \(unused.joined(separator: ", "))",
            remedy: PBXFacts.writeLine + (expected.tellsPhones ? ",system" : "")
        )
    }

    private func timeout(_ name: String) -> Finding? {
        guard let milliseconds = line("manager.conf", name, "writetimeout"), Int(milliseconds) ?? 100 < 1_000 else {
            return nil
        }
        return Finding(
            .note,
            Self.subject,
            "it drops a client that does not read for \(milliseconds.isEmpty ? "100" : milliseconds) ms",
            remedy: "writetimeout = 5000 in the user's section of manager.conf"
        )
    }

    private func filter(_ name: String) -> Finding? {
        if line("manager.conf", name, "eventfilter")?.isEmpty == false {
            return Finding(
                .note,
                Self.subject,
                "events are filtered in the old form, `eventfilter = …`, by their whole text: what a caller is called may hide events",
                remedy: "take those of asterisk/manager-priyom.conf"
            )
        }
        guard line("manager.conf", name, Self.variableFilter) == "" else { return nil }
        return Finding(
            .note,
            Self.subject,
            "sends all events, about half of which are of no use here",
            remedy: "the lines eventfilter(…) of asterisk/manager-priyom.conf, from Asterisk 20.11, 21.6 and 22.1 on"
        )
    }

    // MARK: Transfers

    private var keys: [Finding] {
        guard let consultationKey, let swapKey else { return [] }
        guard !consultationKey.isEmpty else {
            return [
                Finding(
                    .warning,
                    Self.subject,
                    "has no key for attended transfers: nobody can consult from the page",
                    remedy: "atxfer = *2 in [featuremap] of features.conf, then `module reload features`"
                )
            ]
        }
        guard swapKey == "*4" else {
            return [
                Finding(
                    .warning,
                    Self.subject,
                    "swaps the parties of a consultation by \(swapKey.isEmpty ? "no key" : swapKey), the page presses *4",
                    remedy: "atxferswap = *4 in [general] of features.conf, then `module reload features`"
                )
            ]
        }
        return [
            Finding(.ok, Self.subject, "attended transfers have their keys"),
            Finding(
                .note,
                Self.subject,
                "whether the prompt for attended transfers is installed cannot be seen; without it they fail",
                remedy: "transferannouncesound = (nothing) in [general] of features.conf, as in asterisk/features.conf"
            ),
        ]
    }

    private func dialplan(_ expected: ExpectedPBX) -> [Finding] {
        let uses = [
            (expected.transferContext, "pbx.transfer-context", "no call can be sent on"),
            (expected.dialContext, "pbx.dial-context", "no number that is pressed can be called"),
        ]
        let missing = uses.filter { contexts[$0.0] == false }.map { context, key, loss in
            Finding(
                .warning,
                Self.subject,
                "has no context \(context) (\(key)): \(loss)",
                remedy: "set \(key) to the context of the phones, or include asterisk/extensions-priyom.conf"
            )
        }
        let redirecting = expected.redirectContexts.filter { contexts[$0] == false }.map { context in
            Finding(
                .warning,
                Self.subject,
                "has no context \(context) (routing.redirect-contexts): nobody is routed from there"
            )
        }
        return missing + redirecting + wayBack(expected) + (expected.asksByHTTP ? [asking].compactMap { $0 } : [])
    }

    /// A phone that is busy or declines ends `Dial` before we could take the caller back.
    private func wayBack(_ expected: ExpectedPBX) -> [Finding] {
        guard let hasWayBack else { return [] }
        let context = expected.transferContext
        guard !hasWayBack else {
            return [Finding(.ok, Self.subject, "\(context) leads callers back whose employee does not take them")]
        }
        return [
            Finding(
                .warning,
                Self.subject,
                "\(context) has no way back (\(PBXArrivalRouting.wayBack)): who is routed to a phone that is busy or declines is hung up",
                remedy:
                    "pbx.transfer-context = priyom-transfer, or take its lines from asterisk/extensions-priyom.conf; "
                    + "see docs/routing.md"
            )
        ]
    }

    private var asking: Finding? {
        let absent = Self.askingContexts.filter { contexts[$0] == false }
        if !absent.isEmpty {
            return Finding(
                .warning,
                Self.subject,
                "does not ask who calls: its dialplan has no \(absent.joined(separator: " and no "))",
                remedy: "include asterisk/extensions-priyom.conf in extensions.conf, then `dialplan reload`"
            )
        }
        if modules["func_curl.so"] == false {
            return Finding(
                .warning,
                Self.subject,
                "cannot ask who calls: the function CURL is not there",
                remedy: "load func_curl.so and res_curl.so in modules.conf"
            )
        }
        guard let hasToken else { return nil }
        return hasToken
            ? Finding(.ok, Self.subject, "has the contexts that ask who calls, and a token")
            : Finding(
                .warning,
                Self.subject,
                "asks who calls without a token, so it is told nothing",
                remedy: "PRIYOM_TOKEN in [globals], see docs/routing.md"
            )
    }

    /// A conversation that is sent to a context which is not there is lost.
    private func faxes(_ expected: ExpectedPBX) -> [Finding] {
        guard let context = expected.faxContext, let isThere = contexts[context] else { return [] }
        guard !isThere else {
            return [Finding(.ok, Self.subject, "has the context \(context), which sends faxes")]
        }
        return [
            Finding(
                .warning,
                Self.subject,
                "has no context \(context) (fax.context): no fax can be sent, and who is spoken with is lost",
                remedy: "include asterisk/extensions-priyom.conf, or name the context in fax.context; see docs/fax.md"
            )
        ]
    }

    private func loaded(_ expected: ExpectedPBX) -> [Finding] {
        var uses = [
            ("app_mixmonitor.so", "nothing is recorded"), ("app_chanspy.so", "nobody can listen in"),
            ("bridge_builtin_features.so", "nobody can consult from the page"),
            ("cdr_manager.so", "CDRs do not come as events"),
        ]
        if expected.faxContext != nil {
            uses.append(("res_fax.so", "no fax can be sent"))
            if modules["res_fax.so"] == true, Self.faxTechnologies.allSatisfy({ modules[$0] == false }) {
                uses.append((Self.faxTechnologies[0], "no fax can be sent, for res_fax.so sends by it"))
            }
        }
        if expected.tellsPhones {
            uses.append(("res_pjsip_notify.so", "phones cannot be told to answer and to hold"))
        }
        return uses.filter { modules[$0.0] == false }.map { module, loss in
            Finding(
                .warning,
                Self.subject,
                "\(module) is not loaded: \(loss)",
                remedy: "load = \(module) in modules.conf, then `module load \(module)`"
            )
        }
    }

    private var queues: [Finding] {
        guard isOn("queues.conf", "general", "persistentmembers", else: false) == false else { return [] }
        return [
            Finding(
                .note,
                Self.subject,
                "forgets at a restart who was added to a queue from a page",
                remedy: "persistentmembers = yes in [general] of queues.conf, then `queue reload all`"
            )
        ]
    }

    // MARK: Recordings

    /// Where Asterisk writes recordings whose dialplan names no folder.
    private func recordings(_ expected: ExpectedPBX) -> [Finding] {
        guard let folder = expected.recordingsFolder, let spool = line("asterisk.conf", "directories", "astspooldir"),
            !spool.isEmpty
        else { return [] }
        let monitor = (spool.hasSuffix("/") ? String(spool.dropLast()) : spool) + "/monitor"
        guard folder != monitor, !folder.hasPrefix(monitor + "/"), !monitor.hasPrefix(folder + "/") else { return [] }
        return [
            Finding(
                .note,
                Self.subject,
                "writes recordings into \(monitor), unless its dialplan names another folder; recordings.pbx-folder is \(folder)",
                remedy: "set recordings.pbx-folder to where the PBX writes them"
            )
        ]
    }
}
