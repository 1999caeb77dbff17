#include "CPhoneNumber.h"

#include <phonenumbers/phonenumberutil.h>

#include <algorithm>
#include <cctype>
#include <set>
#include <string>

using i18n::phonenumbers::PhoneNumber;
using i18n::phonenumbers::PhoneNumberUtil;

namespace {

/// Letters may stand for digits (8 800 FLOWERS): people dial that, no exchange delivers it.
CPhoneNumberKind kind(const PhoneNumberUtil &library, const PhoneNumber &number, const std::string &text) {
    // The library looks with regular expressions; most numbers have no letter at all.
    const bool has_letter = std::any_of(text.begin(), text.end(), [](unsigned char c) { return std::isalpha(c); });
    if (has_letter && library.IsAlphaNumber(text)) return CPhoneNumberKindNone;
    if (library.IsValidNumber(number)) return CPhoneNumberKindWhole;
    switch (library.IsPossibleNumberWithReason(number)) {
    case PhoneNumberUtil::IS_POSSIBLE:
        // New area codes come up every year, later than the library was made. A plus says that the number is whole.
        return number.country_code_source() == PhoneNumber::FROM_NUMBER_WITH_PLUS_SIGN ? CPhoneNumberKindWhole
                                                                                       : CPhoneNumberKindNone;
    case PhoneNumberUtil::IS_POSSIBLE_LOCAL_ONLY:
        return number.country_code_source() == PhoneNumber::FROM_DEFAULT_COUNTRY ? CPhoneNumberKindWithoutArea
                                                                                 : CPhoneNumberKindNone;
    default:
        return CPhoneNumberKindNone;
    }
}

template <size_t size> bool copy(const std::string &text, char (&buffer)[size]) {
    if (text.size() >= size) return false;
    text.copy(buffer, text.size());
    return true;
}

CPhoneNumber read(const std::string &text, const std::string &region) {
    const PhoneNumberUtil &library = *PhoneNumberUtil::GetInstance();
    CPhoneNumber result = {};
    PhoneNumber number;
    if (library.ParseAndKeepRawInput(text, region, &number) != PhoneNumberUtil::NO_PARSING_ERROR) return result;
    result.kind = kind(library, number, text);
    if (result.kind == CPhoneNumberKindNone) return result;

    std::string e164, written;
    const std::string extension = number.extension();
    number.clear_extension();
    if (result.kind == CPhoneNumberKindWhole) {
        library.Format(number, PhoneNumberUtil::E164, &e164);
        std::string national;
        library.GetNationalSignificantNumber(number, &national);
        result.national_digits = static_cast<int>(national.size());
    }
    const bool is_at_home = number.country_code() == library.GetCountryCodeForRegion(region);
    library.Format(number, is_at_home ? PhoneNumberUtil::NATIONAL : PhoneNumberUtil::INTERNATIONAL, &written);
    const bool fits =
        copy(e164, result.e164) && copy(extension, result.extension) && copy(written, result.written);
    return fits ? result : CPhoneNumber{};
}

} // namespace

bool c_phone_number_knows_region(const char *region) {
    try {
        std::set<std::string> regions;
        PhoneNumberUtil::GetInstance()->GetSupportedRegions(&regions);
        return regions.count(region) > 0;
    } catch (...) {
        return false;
    }
}

CPhoneNumber c_phone_number_read(const char *text, size_t length, const char *region) {
    try {
        return read(std::string(text, length), region);
    } catch (...) {
        return {};
    }
}
