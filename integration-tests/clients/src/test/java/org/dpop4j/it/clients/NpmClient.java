package org.dpop4j.it.clients;

/** A client library, in the version of {@code package-lock.json}, with a script that uses it as its documentation says. */
enum NpmClient {
    OPENID_CLIENT("openid-client"),
    OAUTH4WEBAPI("oauth4webapi"),
    DPOP("dpop");

    private final String packageName;

    NpmClient(String packageName) {
        this.packageName = packageName;
    }

    String script() {
        return packageName + ".mjs";
    }

    @Override
    public String toString() {
        return packageName;
    }
}
