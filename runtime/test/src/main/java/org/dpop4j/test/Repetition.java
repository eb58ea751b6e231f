package org.dpop4j.test;

import io.restassured.filter.Filter;
import io.restassured.filter.FilterContext;
import io.restassured.internal.NoParameterValue;
import io.restassured.internal.RequestSpecificationImpl;
import io.restassured.internal.filter.FilterContextImpl;
import io.restassured.response.Response;
import io.restassured.specification.FilterableRequestSpecification;
import io.restassured.specification.FilterableResponseSpecification;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.http.HttpEntity;
import org.apache.http.HttpResponse;
import org.apache.http.HttpResponseInterceptor;
import org.apache.http.impl.client.AbstractHttpClient;
import org.apache.http.protocol.HttpContext;
import org.jspecify.annotations.Nullable;

/**
 * Sends a request of REST Assured again, through the same filters. REST Assured has no way of its own: a filter context
 * can be used once, and sending leaves traces in the request. So this takes note of the request before it is sent.
 */
final class Repetition {
    private final FilterableRequestSpecification request;
    private final FilterableResponseSpecification response;
    /** Null when another filter made one of its own. */
    private final @Nullable FilterContextImpl context;

    private final List<Filter> filtersAfter;
    private final Map<String, Object> queryParams = new LinkedHashMap<>();
    private final boolean hasBody;

    /** Of a request that was not sent yet, by a filter that was handed these. */
    Repetition(
            Filter filter,
            FilterableRequestSpecification request,
            FilterableResponseSpecification response,
            FilterContext context) {
        this.request = request;
        this.response = response;
        this.context = context instanceof FilterContextImpl own ? own : null;
        List<Filter> filters = request.getDefinedFilters();
        int position = filters.lastIndexOf(filter);
        this.filtersAfter = position < 0 ? List.of() : List.copyOf(filters.subList(position + 1, filters.size()));
        // Its values may be lists, whatever its type says, and these grow when the request is sent.
        Map<String, ?> params = request.getQueryParams();
        params.forEach((name, value) ->
                queryParams.put(name, value instanceof Collection<?> c ? List.copyOf(c) : value));
        this.hasBody = request.getBody() != null;
        giveConnectionsBack(request);
    }

    /**
     * A client of REST Assured has one connection. REST Assured does not read a body of no bytes, such as that of a refusal,
     * so that the connection would never be free for a second attempt; of a response without a body it is free at once.
     */
    @SuppressWarnings("deprecation") // REST Assured works with clients of this type only
    private static void giveConnectionsBack(FilterableRequestSpecification request) {
        if (request.getHttpClient() instanceof AbstractHttpClient client) {
            synchronized (client) {
                client.removeResponseInterceptorByClass(EmptyBodyRemover.class);
                client.addResponseInterceptor(new EmptyBodyRemover());
            }
        }
    }

    private static final class EmptyBodyRemover implements HttpResponseInterceptor {
        @Override
        public void process(HttpResponse response, HttpContext context) {
            HttpEntity body = response.getEntity();
            if (body != null && body.getContentLength() == 0) {
                response.setEntity(null);
            }
        }
    }

    /**
     * Whether the body can be sent again (a stream is used up, unless it is in memory), the filters after this one are
     * known (they are not when another filter calls this one), and request and context are REST Assured's own.
     */
    boolean isPossible() {
        return context != null
                && request instanceof RequestSpecificationImpl
                && !filtersAfter.isEmpty()
                && streams().allMatch(ByteArrayInputStream.class::isInstance);
    }

    /**
     * Sends the request as it is now; only where that {@linkplain #isPossible is possible}.
     *
     * @param refused the response to the first attempt; read to its end, because the connection is used again
     */
    Response send(Response refused) {
        refused.asByteArray();
        streams().forEach(stream -> ((ByteArrayInputStream) stream).reset());
        removeQueryOfPath();
        removeForm();
        FilterContextImpl own = Objects.requireNonNull(context, "the request cannot be repeated");
        FilterContext again = (FilterContext) ((RequestSpecificationImpl) request)
                .newFilterContext(own.getAssertionClosure(), filtersAfter.iterator(), own.getProperties());
        return again.next(request, response);
    }

    /** Parts of bytes become streams when they are sent. */
    private Stream<InputStream> streams() {
        Object body = request.getBody();
        return Stream.concat(
                        Stream.ofNullable(body),
                        request.getMultiPartParams().stream().map(part -> part.getContent()))
                .filter(InputStream.class::isInstance)
                .map(InputStream.class::cast);
    }

    /** Sending adds the query of the path to the parameters, and would do so again. */
    private void removeQueryOfPath() {
        List.copyOf(request.getQueryParams().keySet()).forEach(request::removeQueryParam);
        queryParams.forEach((name, value) -> {
            if (value instanceof NoParameterValue) {
                request.queryParam(name);
            } else if (value instanceof Collection<?> values) {
                request.queryParam(name, values);
            } else {
                request.queryParam(name, value);
            }
        });
    }

    /** Sending turns a form into the body, unless by POST, and then does not want both. */
    private void removeForm() {
        if (!hasBody && request.getBody() != null) {
            List.copyOf(request.getFormParams().keySet()).forEach(request::removeFormParam);
        }
    }
}
