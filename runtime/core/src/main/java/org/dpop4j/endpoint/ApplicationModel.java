package org.dpop4j.endpoint;

import java.util.Collection;

/** The classes of an application, as far as they are known. */
public interface ApplicationModel {
    /**
     * The known classes that inherit from a class or interface, at any distance; the class itself as well where the
     * application makes use of it.
     */
    Collection<ClassModel> subtypesOf(String className);

    /** What an annotation stands on itself, annotation types included. */
    Collection<ElementModel> annotatedWith(String annotation);
}
