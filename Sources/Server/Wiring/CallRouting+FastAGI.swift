import Asterisk
import ContactCenter

extension CallRouting {
    /// The variables by which a dialplan is answered: `PRIYOM_NAME` to `agi://…/callerid`, `PRIYOM_ROUTE` to `agi://…/route`. They are set
    /// to nothing where there is no answer, so that none of an earlier question is left; other scripts are answered by no variable.
    ///
    /// The number is the first argument, else the channel's caller id.
    func variables(answering request: AGIRequest) async -> [AGIVariable] {
        let number = request.argument(1) ?? request.callerNumber ?? ""
        let variable: AGIVariable? =
            switch request.script {
            case "callerid": AGIVariable("PRIYOM_NAME", name(of: number))
            case "route": AGIVariable("PRIYOM_ROUTE", await phone(for: number)?.rawValue ?? "")
            default: nil
            }
        return [variable].compactMap { $0 }
    }
}
