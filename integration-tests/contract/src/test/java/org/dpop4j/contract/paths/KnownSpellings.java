package org.dpop4j.contract.paths;

import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/** Spellings, below a context path, that some server or router is known to read as something else. */
final class KnownSpellings {
    private static final List<String> ALL = List.of(
            "/%73ecret",
            "/secret/",
            "/secret;a=b",
            "/secret;a=b/c",
            "/secret;jsessionid=1",
            "/secret?a=/../b",
            "/secret%3Fa",
            "/secret%00",
            "/secret%20",
            "/secret.",
            "//secret",
            "/./secret",
            "/x/../secret",
            "/x/%2e%2e/secret",
            "/x/..;a=b/secret",
            "/x;a/%2e%2e;b/secret",
            "/x%2f..%2fsecret",
            "/x/%252e%252e/secret",
            "/x/..%5csecret",
            "/%2573ecret",
            "/%u0073ecret",
            "/%c1%b3ecret",
            "/private",
            "/private%2fx",
            "/private;a=b/x",
            "/private/open/../x",
            "/private/open/%2e%2e/x",
            "/private/open/..%2fx",
            "/private/open/..;/x",
            "/private/open/..%5cx",
            "/private/open///../../x",
            "/private/y///../../private/x",
            "/../xxxx/files/secret.txt",
            "/../xxxx/welcome/",
            "/../xxxx/forms/a.do",
            "/x/../../xxxxx/files/secret.txt",
            "/k;a/../secret",
            "/k;a/../secret?again",
            "/k;a/../secret?again=2",
            "/k;a/xxxxxxxxxxxxxxx",
            "/files//secret.txt",
            "/files/./secret.txt",
            "/files%2fsecret.txt",
            "/files%5csecret.txt",
            "/files;a=b/secret.txt",
            "/files/secret.txt;a=b",
            "/files/secret%2etxt",
            "/files/secret.txt/",
            "/files/secret.txt%00.html",
            "/x%2f..%2ffiles/secret.txt",
            "/FILES/../files/secret.txt",
            "/welcome",
            "/welcome/",
            "/welcome/.",
            "/welcome/x/..",
            "/welcome//index.html",
            "/welcome/index%2ehtml",
            "/api/%76ault/item",
            "/api//vault/item",
            "/api/vault/item/",
            "/api/vault;a=b/item",
            "/api/vault/item;a=b",
            "/api/vault%2fitem",
            "/api%2fvault%2fitem",
            "/api/x/../vault/item",
            "/api/x/..;/vault/item",
            "/%61pi/vault/item",
            "/forms/%61.do",
            "/forms/x/../a.do",
            "/forms;a=b/a.do",
            "/x/..;/forms/a.do",
            "/forms/a.do;a=b",
            "/x%2f..%2fforms/a.do");

    private KnownSpellings() {}

    static List<String> all() {
        return ALL;
    }

    /** These and others, below a context path. */
    static List<String> beside(Collection<String> others, String context) {
        return Stream.concat(others.stream(), ALL.stream())
                .map(path -> context + path)
                .toList();
    }
}
