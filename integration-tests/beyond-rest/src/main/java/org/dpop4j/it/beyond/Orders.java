package org.dpop4j.it.beyond;

import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Query;

/** One query. */
@GraphQLApi
public class Orders {
    @Query
    public String order() {
        return "one order";
    }
}
