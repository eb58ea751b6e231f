package org.dpop4j.it.browser;

import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;

@Path("nonces")
public class AgeingNonces {
    @POST
    public void age() {}
}
