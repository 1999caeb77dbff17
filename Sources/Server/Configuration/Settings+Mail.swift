import ContactCenter
import Integrations

/// The mail server that takes letters.
extension Settings {
    static let mailServer = Setting(
        "mail.server",
        HostAddress?.none,
        shown: "none",
        "The mail server that takes letters (SMTP), `smtp.example.org` or `smtp.example.org:2525`; without a port that of "
            + "`mail.security`: 587, 465 or 25. Without it nothing is sent by e-mail, and pages say so",
        read: hostAddress
    )
    static let mailSecurity = Setting(
        "mail.security",
        MailServer.Security.startTLS,
        shown: "`starttls`",
        "`starttls`: the connection must become encrypted before anything is told; `tls`: it is so from the beginning; `off`: in "
            + "clear, for a mail server on this machine",
        read: mailSecurity(text:)
    )
    static let mailAuthority = Setting(
        "mail.authority",
        String?.none,
        shown: "the system's",
        "A PEM file with the authority that the mail server's certificate is checked against",
        read: readableFile
    )
    static let mailUser = Setting(
        "mail.user",
        String?.none,
        shown: "none",
        "Who logs in to the mail server; without it nobody does",
        read: { $0 }
    )
    static let mailPassword = Setting(
        "mail.password",
        Secret?.none,
        shown: "none",
        isSecret: true,
        "The password of `mail.user`",
        read: { Secret($0) }
    )
    static let mailPasswordFile = Setting(
        "mail.password-file",
        String?.none,
        shown: "none",
        "A file that holds the password, instead of `mail.password`; a line end behind it does not count",
        read: { $0 }
    )
    static let mailFrom = Setting(
        "mail.from",
        MailSender?.none,
        shown: "none",
        "Whom letters come from, `reports@example.org` or `Приём <reports@example.org>`. Needed with `mail.server`",
        read: mailSender
    )
}
