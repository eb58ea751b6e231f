package org.dpop4j.it.beyond;

import io.quarkus.websockets.next.OnTextMessage;
import io.quarkus.websockets.next.WebSocket;
import org.dpop4j.DPoPOptional;
import org.dpop4j.DPoPRequired;
import org.dpop4j.NoncePolicy;

/** WebSockets that say what they hear. */
public final class Sockets {
    private Sockets() {}

    /** By annotation. */
    @WebSocket(path = "/rooms/{room}")
    @DPoPRequired
    public static class Annotated {
        @OnTextMessage
        String echo(String message) {
            return message;
        }

        /** Below the other one. */
        @WebSocket(path = "/log")
        @DPoPRequired(nonce = NoncePolicy.REQUIRED)
        public static class Nested {
            @OnTextMessage
            String echo(String message) {
                return message;
            }
        }
    }

    /** By path. */
    @WebSocket(path = "/listed/socket")
    public static class Listed {
        @OnTextMessage
        String echo(String message) {
            return message;
        }
    }

    /** The annotation wins. */
    @WebSocket(path = "/listed/optional")
    @DPoPOptional
    public static class Optional {
        @OnTextMessage
        String echo(String message) {
            return message;
        }
    }

    /** Not at all. */
    @WebSocket(path = "/open")
    public static class Open {
        @OnTextMessage
        String echo(String message) {
            return message;
        }
    }
}
