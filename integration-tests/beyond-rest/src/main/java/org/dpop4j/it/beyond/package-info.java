/** An application with WebSockets, GraphQL, gRPC and an MCP server. */
@NullMarked
package org.dpop4j.it.beyond;

import org.jspecify.annotations.NullMarked;
