package org.dpop4j.jakarta;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.servlet.ServletExtension;
import io.undertow.servlet.api.DeploymentInfo;
import io.undertow.servlet.handlers.ServletRequestContext;
import io.undertow.util.HeaderMap;
import io.undertow.util.HeaderValues;
import io.undertow.util.HttpString;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.dpop4j.AnswerFields;
import org.jspecify.annotations.Nullable;

/**
 * On WildFly, completes every answer, those included that the container makes before any filter has seen the request, and
 * refuses before authentication what needs no token to be refused.
 */
public class DPoPUndertowExtension implements ServletExtension {
    @Override
    public void handleDeployment(DeploymentInfo deployment, ServletContext context) {
        deployment.addOuterHandlerChainWrapper(next -> exchange -> handle(exchange, context, next));
    }

    private static void handle(HttpServerExchange exchange, ServletContext context, HttpHandler next) throws Exception {
        ServletRequestContext servlet = exchange.getAttachment(ServletRequestContext.ATTACHMENT_KEY);
        DPoPCalls calls = DPoPCalls.of(context);
        if (calls != null && servlet != null && servlet.getServletRequest() instanceof HttpServletRequest request) {
            DPoPCall call = calls.of(request);
            exchange.addResponseCommitListener(committing ->
                    call.completeAnswer(committing.getStatusCode(), new Fields(committing.getResponseHeaders())));
            if (call.screen().isPresent()) {
                exchange.setStatusCode(call.rejection().orElseThrow().status());
                exchange.endExchange();
                return;
            }
        }
        next.handleRequest(exchange);
    }

    private record Fields(HeaderMap headers) implements AnswerFields {
        @Override
        public List<String> get(String name) {
            @Nullable HeaderValues values = headers.get(name);
            return values == null ? List.of() : List.copyOf(values);
        }

        @Override
        public void set(String name, List<String> values) {
            headers.remove(name);
            headers.addAll(new HttpString(name), values);
        }
    }
}
