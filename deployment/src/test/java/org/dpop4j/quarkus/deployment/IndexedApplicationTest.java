package org.dpop4j.quarkus.deployment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Set;
import org.dpop4j.endpoint.ApplicationModel;
import org.dpop4j.endpoint.ClassModel;
import org.dpop4j.endpoint.PlacementCheckContract;
import org.dpop4j.endpoint.PolicyResolverContract;
import org.jboss.jandex.Index;

class IndexedApplicationTest implements PolicyResolverContract, PlacementCheckContract {
    @Override
    public ApplicationModel application(Set<Class<?>> classes) {
        return new IndexedApplication(indexOf(classes.toArray(Class<?>[]::new)));
    }

    @Override
    public ClassModel classOf(ApplicationModel application, Class<?> type) {
        return ((IndexedApplication) application)
                .classOf(Objects.requireNonNull(indexOf(type).getClassByName(type)));
    }

    private static Index indexOf(Class<?>... classes) {
        try {
            return Index.of(classes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
