package org.dpop4j.it.server.app;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Set;
import org.dpop4j.contract.app.AnswerResource;
import org.dpop4j.contract.app.AsyncResource;
import org.dpop4j.contract.app.CallerResource;
import org.dpop4j.contract.app.ClassLevelResource;
import org.dpop4j.contract.app.InheritedResource;
import org.dpop4j.contract.app.LocatorResource;
import org.dpop4j.contract.app.NegotiatedResource;
import org.dpop4j.contract.app.NonceApiResource;
import org.dpop4j.contract.app.NonceClassResource;
import org.dpop4j.contract.app.NonceResource;
import org.dpop4j.contract.app.RequiredResource;
import org.dpop4j.contract.app.RewritingFilter;
import org.dpop4j.contract.app.SuperclassResource;

/** Names its classes, which switches off that the server looks for {@code @Provider}. */
@ApplicationPath("/")
public class ApplicationWithClasses extends Application {
    @Override
    public Set<Class<?>> getClasses() {
        return Set.of(
                AnswerResource.class,
                AsyncResource.class,
                CallerResource.class,
                ClassLevelResource.class,
                InheritedResource.class,
                LocatorResource.class,
                NegotiatedResource.class,
                NonceApiResource.class,
                NonceClassResource.class,
                NonceResource.class,
                RequiredResource.class,
                RewritingFilter.class,
                SuperclassResource.class);
    }
}
