package org.dpop4j.contract;

import org.junit.jupiter.api.extension.ExtendWith;

/** What every topic needs to know. What its tests are answered is recorded. */
@ExtendWith(ContractRecorder.class)
public interface ContractTest {
    /** The server to call; asked in every test, so cheap. */
    ServerUnderTest server();
}
