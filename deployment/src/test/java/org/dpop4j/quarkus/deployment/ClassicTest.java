package org.dpop4j.quarkus.deployment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.arc.deployment.ValidationPhaseBuildItem.ValidationErrorBuildItem;
import io.quarkus.deployment.Capabilities;
import io.quarkus.deployment.Capability;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** RESTEasy Classic does not resolve beside this version of Quarkus, so its build step is called by itself. */
class ClassicTest {
    private static List<String> errors(String... capabilities) {
        List<ValidationErrorBuildItem> items = new ArrayList<>();
        new DPoPProcessor().refuseClassic(new Capabilities(Set.of(capabilities)), items::add);
        return items.stream()
                .flatMap(item -> item.getValues().stream())
                .map(Throwable::getMessage)
                .toList();
    }

    @Test
    void refusesToBuildWithClassic() {
        List<String> errors = errors(Capability.RESTEASY, Capability.JWT);
        assertEquals(1, errors.size());
        assertTrue(errors.get(0).contains("Replace quarkus-resteasy by quarkus-rest"), errors::toString);
    }

    @Test
    void buildsWithQuarkusRest() {
        assertEquals(List.of(), errors(Capability.RESTEASY_REACTIVE, Capability.JWT));
    }
}
