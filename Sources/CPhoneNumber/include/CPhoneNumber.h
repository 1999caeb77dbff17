#ifndef C_PHONE_NUMBER_H
#define C_PHONE_NUMBER_H

#include <stdbool.h>
#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

/// What a text is in a country's numbering.
enum CPhoneNumberKind {
    /// No number that there can be.
    CPhoneNumberKindNone,
    /// A number without its area code: a telephone of some town, but not known of which.
    CPhoneNumberKindWithoutArea,
    /// A number that can be dialled from anywhere.
    CPhoneNumberKindWhole,
};

/// A number that was read. Texts end with NUL and are empty where there is nothing.
struct CPhoneNumber {
    enum CPhoneNumberKind kind;
    /// `+74952139851`; only of a whole number.
    char e164[32];
    /// How many digits it has without its country's code; only of a whole number.
    int national_digits;
    /// The extension written behind it: `12`.
    char extension[32];
    /// As people in the country write it, without the extension.
    char written[64];
};

/// Whether the library knows the numbering of a region: two capital letters, ISO 3166.
bool c_phone_number_knows_region(const char *region);

/// Reads a text as somebody in the region means it.
///
/// Any bytes may be given. Time grows faster than the length: a few hundred bytes of punctuation take milliseconds.
struct CPhoneNumber c_phone_number_read(const char *text, size_t length, const char *region);

#ifdef __cplusplus
}
#endif

#endif
