#ifndef PRIYOM_CLIBCURL_SHIM_H
#define PRIYOM_CLIBCURL_SHIM_H

#include <curl/curl.h>

// curl_easy_setopt and curl_easy_getinfo take what follows by its type, which Swift cannot do: one function for each type.

static inline CURLcode priyom_curl_set_long(CURL *curl, CURLoption option, long value) {
    return curl_easy_setopt(curl, option, value);
}

static inline CURLcode priyom_curl_set_text(CURL *curl, CURLoption option, const char *value) {
    return curl_easy_setopt(curl, option, value);
}

static inline CURLcode priyom_curl_set_pointer(CURL *curl, CURLoption option, void *value) {
    return curl_easy_setopt(curl, option, value);
}

static inline CURLcode priyom_curl_set_headers(CURL *curl, struct curl_slist *headers) {
    return curl_easy_setopt(curl, CURLOPT_HTTPHEADER, headers);
}

static inline CURLcode priyom_curl_set_recipients(CURL *curl, struct curl_slist *recipients) {
    return curl_easy_setopt(curl, CURLOPT_MAIL_RCPT, recipients);
}

// What is uploaded comes from the function, which is given what it needs in `context`.
static inline CURLcode priyom_curl_set_source(CURL *curl, curl_read_callback read, void *context) {
    CURLcode code = curl_easy_setopt(curl, CURLOPT_READFUNCTION, read);
    if (code == CURLE_OK) code = curl_easy_setopt(curl, CURLOPT_READDATA, context);
    return code;
}

// Headers and body go to the same function, which is given what it needs in `context`.
static inline CURLcode priyom_curl_set_receiver(CURL *curl, curl_write_callback receive, void *context) {
    CURLcode code = curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, receive);
    if (code == CURLE_OK) code = curl_easy_setopt(curl, CURLOPT_WRITEDATA, context);
    if (code == CURLE_OK) code = curl_easy_setopt(curl, CURLOPT_HEADERFUNCTION, receive);
    if (code == CURLE_OK) code = curl_easy_setopt(curl, CURLOPT_HEADERDATA, context);
    return code;
}

// The body alone goes to the function, which is given what it needs in `context`.
static inline CURLcode priyom_curl_set_body_receiver(CURL *curl, curl_write_callback receive, void *context) {
    CURLcode code = curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, receive);
    if (code == CURLE_OK) code = curl_easy_setopt(curl, CURLOPT_WRITEDATA, context);
    return code;
}

// Each line of the headers goes to the function, which is given what it needs in `context`.
static inline CURLcode priyom_curl_set_header_receiver(CURL *curl, curl_write_callback receive, void *context) {
    CURLcode code = curl_easy_setopt(curl, CURLOPT_HEADERFUNCTION, receive);
    if (code == CURLE_OK) code = curl_easy_setopt(curl, CURLOPT_HEADERDATA, context);
    return code;
}

static inline CURLcode priyom_curl_set_socket_opener(CURL *curl, curl_opensocket_callback open, void *context) {
    CURLcode code = curl_easy_setopt(curl, CURLOPT_OPENSOCKETFUNCTION, open);
    if (code == CURLE_OK) code = curl_easy_setopt(curl, CURLOPT_OPENSOCKETDATA, context);
    return code;
}

static inline CURLcode priyom_curl_get_long(CURL *curl, CURLINFO info, long *value) {
    return curl_easy_getinfo(curl, info, value);
}

static const curl_socket_t priyom_curl_bad_socket = CURL_SOCKET_BAD;

#endif
