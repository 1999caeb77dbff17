import Asterisk

/// Actions that ask how the PBX is set up: what a doctor wants to know. No recording has them; the answers are formed as Asterisk's
/// `main/manager.c`, `func_config.c` and `func_dialplan.c` form them.
extension ActionPerformer {
    private var files: SimulatedFiles { simulation.files }

    /// A variable of the dialplan, or what a function gives; of a channel the variables that were set by AMI.
    func getVariable() {
        guard let variable = required("Variable", orSay: "No variable specified") else { return }
        let mayRunPrograms = connection.user?.may(["system"]) ?? false
        if !mayRunPrograms, variable.contains("SHELL") || variable.contains("EVAL") {
            return answer { $0.error("GetVar Access Forbidden: Variable") }
        }
        if let name = action["Channel"], !name.isEmpty {
            guard let channel = pbx.channel(named: name) else { return answer { $0.error("No such channel") } }
            let value = channel.variables[variable] ?? ""
            return answer { $0.success(headers: [("Variable", variable), ("Value", value)]) }
        }
        let value = Self.function(in: variable).map(result) ?? files.value("extensions.conf", "globals", variable)
        answer { $0.success(headers: [("Variable", variable), ("Value", value ?? "")]) }
    }

    private struct Function {
        var name: String
        var arguments: [String]
    }

    /// - Returns: `nil` for a plain variable.
    private static func function(in text: String) -> Function? {
        guard text.last == ")", let open = text.firstIndex(of: "(") else { return nil }
        var arguments = [""]
        var depth = 0
        for character in text[text.index(after: open)...].dropLast() {
            if character == ",", depth == 0 {
                arguments.append("")
                continue
            }
            // A comma within parentheses parts nothing.
            if character == "(" { depth += 1 } else if character == ")" { depth -= 1 }
            arguments[arguments.count - 1].append(character)
        }
        return Function(name: String(text[..<open]), arguments: arguments)
    }

    private func result(of function: Function) -> String? {
        let arguments = function.arguments
        switch (function.name, arguments.count) {
        case ("AST_CONFIG", 3...4):
            guard files.modules.contains("func_config.so") else { return nil }
            if arguments[0] == "manager.conf", let right = right(arguments[2], of: arguments[1]) { return right }
            return files.value(arguments[0], arguments[1], arguments[2])
        case ("IFMODULE", 1): return files.modules.contains(arguments[0]) ? "1" : "0"
        case ("DIALPLAN_EXISTS", 1): return files.hasContext(arguments[0]) ? "1" : "0"
        case ("DIALPLAN_EXISTS", 2...3): return files.hasExtension(arguments[1], in: arguments[0]) ? "1" : "0"
        case ("FEATUREMAP", 1): return files.value("features.conf", "featuremap", arguments[0])
        case ("FEATURE", 1):
            let fallbacks = ["atxferabort": "*1", "atxferswap": "*4", "atxferdropcall": "0"]
            return files.value("features.conf", "general", arguments[0]) ?? fallbacks[arguments[0]]
        default: return nil
        }
    }

    /// What the lines `read` and `write` of a user say.
    private func right(_ name: String, of user: String) -> String? {
        guard let user = simulation.users.first(where: { $0.name == user }) else { return nil }
        switch name {
        case "read": return user.read.names
        case "write": return user.write.sorted().joined(separator: ",")
        default: return nil
        }
    }

    func getConfiguration() {
        guard let name = required("Filename", orSay: "Filename not specified") else { return }
        guard let file = files.files[name] else { return answer { $0.error("Config file not found") } }
        answer { answer in
            answer.success { buffer in
                for (section, place) in zip(file, 0...) {
                    buffer.named("Category-\(Self.digits(place))", section.name)
                    for (line, number) in zip(section.lines, 0...) {
                        let header = "Line-\(Self.digits(place))-\(Self.digits(number))"
                        buffer.named(header, "\(line.name)=\(line.value)")
                    }
                }
            }
        }
    }

    private static func digits(_ number: Int) -> String { String(String(1_000_000 + number).dropFirst()) }

    func listCommands() {
        let permitted = Self.privileges.filter { name, action in
            guard name != "pjsipnotify" || files.modules.contains("res_pjsip_notify.so") else { return false }
            return connection.user?.may(action.rights) ?? false
        }
        answer { answer in
            answer.success { buffer in
                for (_, action) in permitted.sorted(by: { $0.key < $1.key }) {
                    let rights = (action.rights.sorted() + (action.rights.isEmpty ? ["<none>"] : ["all"]))
                        .joined(separator: ",")
                    buffer.named(action.name, "(Priv: \(rights))")
                }
            }
        }
    }

    // MARK: The console

    func command() {
        guard let command = required("Command", orSay: "No command provided") else { return }
        let lines = output(of: command)
        answer { answer in
            answer.response(lines == nil ? "Error" : "Success") { buffer in
                buffer.header("Message", "Command output follows")
                let unknown =
                    "No such command '\(command)' (type 'core show help \(command)' for other possible commands)"
                for line in lines ?? [unknown] { buffer.header("Output", line) }
            }
        }
    }

    private func output(of command: String) -> [String]? {
        switch command {
        case "cdr show status":
            let isOn = files.isOn("cdr.conf", "general", "enable", else: true)
            let isBatched = files.isOn("cdr.conf", "general", "batch", else: false)
            let hasUnanswered = files.isOn("cdr.conf", "general", "unanswered", else: false)
            let backends = ["cdr_manager.so", "cdr_csv.so"].filter(files.modules.contains)
            return [
                "", "Call Detail Record (CDR) settings", "----------------------------------",
                "  Logging:                    \(isOn ? "Enabled" : "Disabled")",
                "  Mode:                       \(isBatched ? "Batch" : "Simple")",
                "  Log unanswered calls:       \(hasUnanswered ? "Yes" : "No")",
                "  Log congestion:             No", "", "* Registered Backends", "  -------------------",
            ] + backends.map { "    \($0 == "cdr_csv.so" ? "csv" : "cdr_manager")" }
        case "manager show settings":
            let hasTimes = files.isOn("manager.conf", "general", "timestampevents", else: false)
            return [
                "", "Global Settings:", "----------------", "  Timestamp events:          \(hasTimes ? "Yes" : "No")",
            ]
        case _ where command.hasPrefix("manager show user "):
            let name = String(command.dropFirst("manager show user ".count))
            guard let read = right("read", of: name), let write = right("write", of: name) else {
                return ["There is no manager called \(name)"]
            }
            return [
                "", "          username: \(name)", "            secret: <Set>", "               ACL: yes",
                "         read perm: \(read)", "        write perm: \(write)", "   displayconnects: yes",
            ]
        default: return nil
        }
    }
}
