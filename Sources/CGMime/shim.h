#ifndef PRIYOM_CGMIME_SHIM_H
#define PRIYOM_CGMIME_SHIM_H

#include <gmime/gmime.h>

// GMime's objects are known by macros, which Swift cannot read: what we ask of them, by plain pointers. A part belongs to its letter.

typedef enum {
    PRIYOM_PART_LEAF,
    PRIYOM_PART_MULTIPART,
    PRIYOM_PART_LETTER,
    PRIYOM_PART_OTHER
} priyom_part_kind;

// Once, before anything else.
static inline void priyom_mail_prepare(void) { g_mime_init(); }

// The bytes must stay until the letter is freed. NULL for what is no letter.
static inline void *priyom_mail_parse(const char *bytes, size_t length) {
    GMimeStream *stream = g_mime_stream_mem_new_with_buffer(bytes, length);
    GMimeParser *parser = g_mime_parser_new_with_stream(stream);
    g_object_unref(stream);
    g_mime_parser_set_format(parser, GMIME_FORMAT_MESSAGE);
    g_mime_parser_set_persist_stream(parser, FALSE);
    GMimeMessage *message = g_mime_parser_construct_message(parser, NULL);
    g_object_unref(parser);
    return message;
}

static inline void priyom_mail_free(void *message) { g_object_unref(message); }

static inline void priyom_free(void *memory) { g_free(memory); }

static inline const char *priyom_mail_subject(void *message) { return g_mime_message_get_subject(GMIME_MESSAGE(message)); }

static inline const char *priyom_mail_id(void *message) { return g_mime_message_get_message_id(GMIME_MESSAGE(message)); }

// As it was written; to be freed.
static inline char *priyom_mail_header(void *message, const char *name) {
    return g_strdup(g_mime_object_get_header(GMIME_OBJECT(message), name));
}

// Seconds since 1970; 0 where it does not say.
static inline long long priyom_mail_date(void *message) {
    GDateTime *date = g_mime_message_get_date(GMIME_MESSAGE(message));
    return date ? g_date_time_to_unix(date) : 0;
}

static inline InternetAddress *priyom_mail_sender(void *message) {
    InternetAddressList *list = g_mime_message_get_from(GMIME_MESSAGE(message));
    return list && internet_address_list_length(list) > 0 ? internet_address_list_get_address(list, 0) : NULL;
}

static inline const char *priyom_mail_sender_name(void *message) {
    InternetAddress *sender = priyom_mail_sender(message);
    return sender ? internet_address_get_name(sender) : NULL;
}

static inline const char *priyom_mail_sender_address(void *message) {
    InternetAddress *sender = priyom_mail_sender(message);
    return sender && INTERNET_ADDRESS_IS_MAILBOX(sender) ? internet_address_mailbox_get_addr(INTERNET_ADDRESS_MAILBOX(sender)) : NULL;
}

static inline void *priyom_mail_root(void *message) { return g_mime_message_get_mime_part(GMIME_MESSAGE(message)); }

static inline priyom_part_kind priyom_part_kind_of(void *part) {
    if (GMIME_IS_MULTIPART(part)) return PRIYOM_PART_MULTIPART;
    if (GMIME_IS_MESSAGE_PART(part)) return PRIYOM_PART_LETTER;
    return GMIME_IS_PART(part) ? PRIYOM_PART_LEAF : PRIYOM_PART_OTHER;
}

static inline int priyom_part_count(void *part) { return g_mime_multipart_get_count(GMIME_MULTIPART(part)); }

static inline void *priyom_part_child(void *part, int place) { return g_mime_multipart_get_part(GMIME_MULTIPART(part), place); }

// To be freed.
static inline char *priyom_part_type(void *part) {
    GMimeContentType *type = g_mime_object_get_content_type(GMIME_OBJECT(part));
    return type ? g_mime_content_type_get_mime_type(type) : NULL;
}

static inline const char *priyom_part_charset(void *part) {
    return g_mime_object_get_content_type_parameter(GMIME_OBJECT(part), "charset");
}

static inline const char *priyom_part_file_name(void *part) {
    return GMIME_IS_PART(part) ? g_mime_part_get_filename(GMIME_PART(part)) : NULL;
}

static inline int priyom_part_is_attached(void *part) {
    return GMIME_IS_PART(part) && g_mime_part_is_attachment(GMIME_PART(part));
}

static inline unsigned char *priyom_bytes_of(GMimeStream *stream, size_t *length) {
    GByteArray *array = g_mime_stream_mem_get_byte_array(GMIME_STREAM_MEM(stream));
    *length = array->len;
    unsigned char *bytes = (unsigned char *)g_memdup2(array->data, array->len);
    g_object_unref(stream);
    return bytes;
}

// What a part holds, decoded, or a letter in a letter as it came; to be freed.
static inline unsigned char *priyom_part_bytes(void *part, size_t *length) {
    GMimeStream *stream = g_mime_stream_mem_new();
    if (GMIME_IS_MESSAGE_PART(part)) {
        GMimeMessage *message = g_mime_message_part_get_message(GMIME_MESSAGE_PART(part));
        if (message) g_mime_object_write_to_stream(GMIME_OBJECT(message), NULL, stream);
    } else if (GMIME_IS_PART(part)) {
        GMimeDataWrapper *content = g_mime_part_get_content(GMIME_PART(part));
        if (content) g_mime_data_wrapper_write_to_stream(content, stream);
    }
    return priyom_bytes_of(stream, length);
}

// From a character set to UTF-8; NULL where the set is unknown or the bytes are not in it. To be freed.
static inline char *priyom_text(const char *bytes, size_t length, const char *charset, size_t *written) {
    return g_convert(bytes, (gssize)length, "UTF-8", charset, NULL, written, NULL);
}

#endif
