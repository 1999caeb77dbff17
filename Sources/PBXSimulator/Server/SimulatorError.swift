/// Why the simulator cannot do what it was asked.
package struct SimulatorError: Error, CustomStringConvertible, Equatable {
    package enum Code: Equatable, Sendable {
        case portTaken(Int)
        case cannotListen(host: String, port: Int, reason: String)
        case cannotWrite(path: String, reason: String)
        case cannotRead(path: String, reason: String)
        case unknownPattern(String)
        case unknownCommand(String)
        case badArgument(command: String, expected: String)
        case nobodyToDo(String)
    }

    package var code: Code

    package init(_ code: Code) { self.code = code }

    package var description: String {
        switch code {
        case .portTaken(let port):
            "port \(port) is taken, perhaps by another simulator or a real PBX; choose another one (0 takes any)"
        case .cannotListen(let host, let port, let reason): "cannot listen on \(host):\(port): \(reason)"
        case .cannotWrite(let path, let reason): "cannot write \(path): \(reason)"
        case .cannotRead(let path, let reason): "cannot read \(path): \(reason)"
        case .unknownPattern(let name):
            "no pattern is called \"\(name)\"; there are: \(CallPatterns.all.map(\.name).joined(separator: ", "))"
        case .unknownCommand(let line): "unknown command \"\(line)\"; \"help\" lists them"
        case .badArgument(let command, let expected): "\(command) needs \(expected)"
        case .nobodyToDo(let order): "there is nobody to do this now: \(order)"
        }
    }
}
