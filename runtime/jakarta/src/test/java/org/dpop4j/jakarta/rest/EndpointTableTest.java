package org.dpop4j.jakarta.rest;

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
import org.dpop4j.endpoint.ExpectedEndpoint;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;
import org.junit.jupiter.api.Test;

class EndpointTableTest {
    private final EndpointTable table = tableOf(Orders.class, Special.class, Api.class, ApiResource.class, Open.class);

    private static EndpointTable tableOf(Class<?>... classes) {
        return new EndpointTable(List.of(classes), new EndpointAnnotations(List.of(classes)));
    }

    @Test
    void tellsMethodsOfOnePathApart() {
        assertExpected(BY_MODE, "GET", "/orders");
        assertExpected(REQUIRED, "POST", "/orders");
        assertExpected(BY_MODE, "PUT", "/orders");
    }

    @Test
    void followsVariablesAndPrefersLiterals() {
        assertExpected(REQUIRED_WITH_NONCE, "GET", "/orders/1");
        assertExpected(OPTIONAL, "GET", "/orders/latest");
        assertExpected(BY_MODE, "GET", "/orders/1/2");
    }

    /** The class is chosen first, and there is no way back. */
    @Test
    void choosesTheClassFirst() {
        assertExpected(REQUIRED, "GET", "/orders/special");
        assertExpected(BY_MODE, "GET", "/orders/special/1");
    }

    /** Issue 13: the path is free, and nobody is asked for a proof before it turns out not to be found. */
    @Test
    void aClientOfAnotherServerIsNoEndpoint() {
        EndpointTable clients = tableOf(Client.class, Shared.class, SharedResource.class);
        assertEquals(ExpectedEndpoint.atLeast(BY_MODE), clients.expect("GET", "/elsewhere"));
        assertEquals(REQUIRED, clients.expect("GET", "/shared").policy());
    }

    /** WildFly does not tell of classes that have no annotation of their own. */
    @Test
    void nobodyKnowsWhatAnUnknownClassBehindAClientDemands() {
        assertEquals(ExpectedEndpoint.atLeast(BY_MODE), tableOf(Shared.class).expect("GET", "/shared"));
    }

    @Test
    void aClassIsServedWhateverItIsRegisteredAs() {
        assertEquals(REQUIRED, tableOf(Odd.class).expect("GET", "/odd").policy());
    }

    /** */
    @Test
    void q05_headIsAnsweredByGetUnlessThereIsAMethod() {
        assertExpected(REQUIRED_WITH_NONCE, "HEAD", "/orders/1");
        assertExpected(OPTIONAL, "HEAD", "/orders/own-head");
        assertExpected(REQUIRED, "GET", "/orders/own-head");
    }

    /** W-13. */
    @Test
    void w13_methodsAreCaseSensitive() {
        assertExpected(BY_MODE, "post", "/orders");
    }

    /** U-15: matrix parameters are no part of what is matched. */
    @Test
    void u15_looksThroughMatrixParameters() {
        assertExpected(REQUIRED, "POST", "/orders;v=1");
        assertExpected(OPTIONAL, "GET", "/orders;v=1/latest;w=/");
        assertExpected(BY_MODE, "GET", "/orders/1;v=1/2");
    }

    /** Content negotiation comes later. */
    @Test
    void isNotFinalWhereSeveralMethodsDiffer() {
        assertEquals(new ExpectedEndpoint(OPTIONAL, false, false), table.expect("GET", "/orders/negotiated"));
    }

    @Test
    void isFinalWhereSeveralMethodsAgree() {
        assertExpected(REQUIRED, "GET", "/orders/agreed");
    }

    /** */
    @Test
    void q02_isNotFinalBehindALocator() {
        assertEquals(new ExpectedEndpoint(REQUIRED, false, false), table.expect("GET", "/orders/locator/any/thing"));
        assertEquals(new ExpectedEndpoint(REQUIRED, false, false), table.expect("GET", "/orders/locator"));
        assertEquals(new ExpectedEndpoint(BY_MODE, false, false), table.expect("GET", "/orders/open-locator/x"));
    }

    /** */
    @Test
    void q03_findsPathsOnInterfaces() {
        assertExpected(REQUIRED, "GET", "/api/method");
        assertExpected(OPTIONAL, "GET", "/api/overridden");
    }

    @Test
    void knowsNothingOfOtherPaths() {
        assertExpected(BY_MODE, "GET", "/elsewhere");
        assertExpected(BY_MODE, "GET", "/");
        assertExpected(BY_MODE, "GET", "");
    }

    @Test
    void knowsWhetherAnythingDemandsANonce() {
        assertTrue(table.demandsNonceSomewhere());
        assertFalse(tableOf(Open.class).demandsNonceSomewhere());
    }

    private void assertExpected(EndpointPolicy policy, String method, String path) {
        assertEquals(new ExpectedEndpoint(policy, true, false), table.expect(method, path));
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

    /** By which the application calls somebody else. */
    @Path("elsewhere")
    @RegisterRestClient
    @DPoPRequired
    public interface Client {
        @GET
        void get();
    }

    /** An API that is called elsewhere, and served here. */
    @Path("shared")
    @RegisterRestClient
    @DPoPRequired
    public interface Shared {
        @GET
        void get();
    }

    @Path("odd")
    @RegisterRestClient
    @DPoPRequired
    public static class Odd {
        @GET
        public void get() {}
    }

    public static class SharedResource implements Shared {
        @Override
        public void get() {}
    }

    @Path("open")
    public static class Open {
        @GET
        public void get() {}
    }
}
