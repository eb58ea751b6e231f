package org.dpop4j.contract;

/** What every topic needs to know. */
public interface ContractTest {
    /** The server to call; asked in every test, so cheap. */
    ServerUnderTest server();
}
