package org.dpop4j.it.beyond;

import io.quarkiverse.mcp.server.Tool;

/** One tool of an MCP server. */
public class Tools {
    @Tool(description = "Says what it hears")
    String echo(String message) {
        return message;
    }
}
