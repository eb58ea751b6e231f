package org.dpop4j.jakarta;

import static org.dpop4j.endpoint.EndpointPolicy.BY_MODE;
import static org.dpop4j.endpoint.EndpointPolicy.OPTIONAL;
import static org.dpop4j.endpoint.EndpointPolicy.REQUIRED;
import static org.dpop4j.endpoint.EndpointPolicy.REQUIRED_WITH_NONCE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import java.util.List;
import org.dpop4j.DPoPOptional;
import org.dpop4j.DPoPRequired;
import org.dpop4j.NoncePolicy;
import org.dpop4j.endpoint.EndpointPolicy;
import org.dpop4j.endpoint.ForetoldEndpoint;
import org.junit.jupiter.api.Test;

class EndpointTableTest {
    private final EndpointTable table = tableOf(Orders.class, Special.class, Api.class, ApiResource.class, Open.class);

    private static EndpointTable tableOf(Class<?>... classes) {
        return new EndpointTable(List.of(classes), new EndpointAnnotations(List.of()));
    }

    @Test
    void tellsMethodsOfOnePathApart() {
        assertForetold(BY_MODE, "GET", "/orders");
        assertForetold(REQUIRED, "POST", "/orders");
        assertForetold(BY_MODE, "PUT", "/orders");
    }

    @Test
    void followsVariablesAndPrefersLiterals() {
        assertForetold(REQUIRED_WITH_NONCE, "GET", "/orders/1");
        assertForetold(OPTIONAL, "GET", "/orders/latest");
        assertForetold(BY_MODE, "GET", "/orders/1/2");
    }

    /** The class is chosen first, and there is no way back. */
    @Test
    void choosesTheClassFirst() {
        assertForetold(REQUIRED, "GET", "/orders/special");
        assertForetold(BY_MODE, "GET", "/orders/special/1");
    }

    /** */
    @Test
    void q05_headIsAnsweredByGetUnlessThereIsAMethod() {
        assertForetold(REQUIRED_WITH_NONCE, "HEAD", "/orders/1");
        assertForetold(OPTIONAL, "HEAD", "/orders/own-head");
        assertForetold(REQUIRED, "GET", "/orders/own-head");
    }

    /** W-13. */
    @Test
    void w13_methodsAreCaseSensitive() {
        assertForetold(BY_MODE, "post", "/orders");
    }

    /** U-15: matrix parameters are no part of what is matched. */
    @Test
    void u15_looksThroughMatrixParameters() {
        assertForetold(REQUIRED, "POST", "/orders;v=1");
        assertForetold(OPTIONAL, "GET", "/orders;v=1/latest;w=/");
        assertForetold(BY_MODE, "GET", "/orders/1;v=1/2");
    }

    /** Content negotiation comes later. */
    @Test
    void isNotFinalWhereSeveralMethodsDiffer() {
        assertEquals(new ForetoldEndpoint(OPTIONAL, false), table.foretell("GET", "/orders/negotiated"));
    }

    @Test
    void isFinalWhereSeveralMethodsAgree() {
        assertForetold(REQUIRED, "GET", "/orders/agreed");
    }

    /** */
    @Test
    void q02_isNotFinalBehindALocator() {
        assertEquals(new ForetoldEndpoint(REQUIRED, false), table.foretell("GET", "/orders/locator/any/thing"));
        assertEquals(new ForetoldEndpoint(REQUIRED, false), table.foretell("GET", "/orders/locator"));
        assertEquals(new ForetoldEndpoint(BY_MODE, false), table.foretell("GET", "/orders/open-locator/x"));
    }

    /** */
    @Test
    void q03_findsPathsOnInterfaces() {
        assertForetold(REQUIRED, "GET", "/api/method");
        assertForetold(OPTIONAL, "GET", "/api/overridden");
    }

    @Test
    void knowsNothingOfOtherPaths() {
        assertForetold(BY_MODE, "GET", "/elsewhere");
        assertForetold(BY_MODE, "GET", "/");
        assertForetold(BY_MODE, "GET", "");
    }

    @Test
    void knowsWhetherAnythingDemandsANonce() {
        assertTrue(table.demandsNonceSomewhere());
        assertFalse(tableOf(Open.class).demandsNonceSomewhere());
    }

    private void assertForetold(EndpointPolicy policy, String method, String path) {
        assertEquals(new ForetoldEndpoint(policy, true), table.foretell(method, path));
    }

    @Path("orders")
    public static class Orders {
        @GET
        public void list() {}

        @POST
        @DPoPRequired
        public void create() {}

        @GET
        @Path("{id}")
        @DPoPRequired(nonce = NoncePolicy.REQUIRED)
        public void one() {}

        @GET
        @Path("latest")
        @DPoPOptional
        public void latest() {}

        @GET
        @Path("own-head")
        @DPoPRequired
        public void get() {}

        @HEAD
        @Path("own-head")
        @DPoPOptional
        public void head() {}

        @GET
        @Path("negotiated")
        @Produces("text/csv")
        @DPoPRequired
        public void csv() {}

        @GET
        @Path("negotiated")
        @Produces("text/plain")
        public void plain() {}

        @GET
        @Path("agreed")
        @Produces("text/csv")
        @DPoPRequired
        public void agreedCsv() {}

        @GET
        @Path("agreed")
        @Produces("text/plain")
        @DPoPRequired
        public void agreedPlain() {}

        @Path("locator")
        @DPoPRequired
        public Object locator() {
            return this;
        }

        @Path("open-locator")
        public Object openLocator() {
            return this;
        }
    }

    @Path("orders/special")
    @DPoPRequired
    public static class Special {
        @GET
        public void get() {}
    }

    @Path("api")
    @DPoPRequired
    public interface Api {
        @GET
        @Path("method")
        void method();

        @GET
        @Path("overridden")
        void overridden();
    }

    @Path("api")
    public static class ApiResource implements Api {
        @Override
        public void method() {}

        @Override
        @DPoPOptional
        public void overridden() {}
    }

    @Path("open")
    public static class Open {
        @GET
        public void get() {}
    }
}
