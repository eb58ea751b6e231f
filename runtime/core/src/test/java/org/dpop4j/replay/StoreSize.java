package org.dpop4j.replay;

import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;

/** Adds up the arrays that a store holds, found by reflection, so that none is forgotten. */
final class StoreSize {
    private static final int HEADER_BYTES = 16;
    /** More than any object but an array takes here. */
    private static final int OBJECT_BYTES = 160;

    private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());

    private StoreSize() {}

    static long bytes(InMemoryReplayStore store) {
        return new StoreSize().measure(store);
    }

    private long measure(Object object) {
        if (object == null || !seen.add(object)) {
            return 0;
        }
        Class<?> type = object.getClass();
        if (type.isArray()) {
            return array(object, type.getComponentType());
        }
        long bytes = OBJECT_BYTES;
        if (type.getPackage().equals(InMemoryReplayStore.class.getPackage()) && !(object instanceof TestTime)) {
            for (Field field : type.getDeclaredFields()) {
                if (!Modifier.isStatic(field.getModifiers()) && !field.getType().isPrimitive()) {
                    bytes += measure(value(field, object));
                }
            }
        }
        return bytes;
    }

    private long array(Object array, Class<?> component) {
        int length = Array.getLength(array);
        if (component == long.class) {
            return HEADER_BYTES + (long) length * Long.BYTES;
        }
        if (component == int.class) {
            return HEADER_BYTES + (long) length * Integer.BYTES;
        }
        if (component.isPrimitive()) {
            throw new IllegalArgumentException("teach me " + component);
        }
        long bytes = HEADER_BYTES + (long) length * Long.BYTES;
        for (int i = 0; i < length; i++) {
            bytes += measure(Array.get(array, i));
        }
        return bytes;
    }

    private static Object value(Field field, Object object) {
        try {
            field.setAccessible(true);
            return field.get(object);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }
}
