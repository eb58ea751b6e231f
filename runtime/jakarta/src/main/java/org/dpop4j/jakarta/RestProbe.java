package org.dpop4j.jakarta;

/** The question whether our filters are loaded. An attribute of a request that only {@link RefusalFilter} responds to. */
final class RestProbe {
    /** Name of the request attribute; Jakarta REST shows the same one as a property. */
    static final String ATTRIBUTE = RestProbe.class.getName();

    private volatile boolean isReceived;

    void receive() {
        isReceived = true;
    }

    boolean isReceived() {
        return isReceived;
    }
}
