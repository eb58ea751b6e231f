package org.dpop4j.jakarta.rest;

import java.util.Set;
import org.dpop4j.endpoint.ApplicationModel;
import org.dpop4j.endpoint.ClassModel;
import org.dpop4j.endpoint.PlacementCheckContract;
import org.dpop4j.endpoint.PolicyResolverContract;

class ReflectedApplicationTest implements PolicyResolverContract, PlacementCheckContract {
    @Override
    public ApplicationModel application(Set<Class<?>> classes) {
        return new ReflectedApplication(classes);
    }

    @Override
    public ClassModel classOf(ApplicationModel application, Class<?> type) {
        return ReflectedApplication.classOf(type);
    }
}
