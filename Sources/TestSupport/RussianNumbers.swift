import ContactCenter
import Integrations

extension PhoneNumberReading where Self == LibPhoneNumber {
    /// Numbers as they are written in Russia.
    package static var russian: LibPhoneNumber { russianNumbers }
}

private let russianNumbers = LibPhoneNumber(country: Country("RU"))
