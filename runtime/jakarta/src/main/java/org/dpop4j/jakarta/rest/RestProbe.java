package org.dpop4j.jakarta.rest;

/** The question whether our filters are loaded. An attribute of a request that only {@link RefusalFilter} responds to. */
public final class RestProbe {
    /** Name of the request attribute; Jakarta REST shows the same one as a property. */
    public static final String ATTRIBUTE = RestProbe.class.getName();

    private volatile boolean isReceived;

    public void receive() {
        isReceived = true;
    }

    public boolean isReceived() {
        return isReceived;
    }
}
